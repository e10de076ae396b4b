import { byId, el } from './dom.js';

/** A picture in its message; pressed, it is shown as large as the window, with its words below. */
export function picture(file) {
  const source = `/page/file/${file.id}`;
  const words = file.alt_txt ?? file.title ?? '';
  const onclick = () => enlarge(source, file.title ?? file.name, words);
  return el(
    'button',
    { type: 'button', className: 'picture', title: 'Show it large', data: { picture: file.id }, onclick },
    el('img', { src: source, alt: words, loading: 'lazy' }),
  );
}

function enlarge(source, title, words) {
  const dialog = byId('picture');
  const close = () => dialog.close();
  dialog.replaceChildren(
    el(
      'header',
      {},
      el('h2', { id: 'picture-title' }, title),
      el('a', { href: source, target: '_blank', className: 'plain' }, 'Open alone'),
      el('button', { type: 'button', className: 'plain', data: { picture: 'close' }, onclick: close }, 'Close'),
    ),
    el('div', { className: 'whole', tabIndex: 0 }, el('img', { src: source, alt: words })),
    el('p', { aria: { hidden: 'true' } }, words),
  );
  dialog.showModal();
  dialog.querySelector('button').focus();
}
