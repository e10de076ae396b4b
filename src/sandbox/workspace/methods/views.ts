import { complex, optional, required } from '../arguments.ts';
import { SlackRefusal } from '../refusal.ts';
import { describeView, findView, openModal, publishHome, pushModal, updateView } from '../views.ts';
import { botMethod, type Method } from './method.ts';

export const viewMethods: Record<string, Method> = {
  'views.open': botMethod((world, args, doors) => {
    const user = doors.useTrigger(required(args, 'trigger_id'));
    return { view: describeView(world, openModal(world, user, complex(args, 'view'))) };
  }),
  'views.push': botMethod((world, args, doors) => {
    const user = doors.useTrigger(required(args, 'trigger_id'));
    return { view: describeView(world, pushModal(world, user, complex(args, 'view'))) };
  }),
  'views.update': botMethod((world, args) => {
    const view = findView(world, optional(args, 'view_id'), optional(args, 'external_id'));
    return { view: describeView(world, updateView(world, view, complex(args, 'view'), optional(args, 'hash'))) };
  }),
  'views.publish': botMethod((world, args) => {
    const user = required(args, 'user_id');
    if (!world.people.has(user)) throw new SlackRefusal('user_not_found');
    return { view: describeView(world, publishHome(world, user, complex(args, 'view'), optional(args, 'hash'))) };
  }),
};
