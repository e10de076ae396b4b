/**
 * Drawings of the shortcodes an incident uses most, so that they look alike on every machine, also without an emoji font.
 * Each shape is [tag, attributes] on a 20 by 20 field.
 */
const path = (d, fill, more = {}) => ['path', { d, fill, ...more }];
const circle = (cx, cy, r, fill, more = {}) => ['circle', { cx, cy, r, fill, ...more }];
const rect = (x, y, width, height, rx, fill, more = {}) => ['rect', { x, y, width, height, rx, fill, ...more }];
const stroke = (d, colour, width = 2) =>
  path(d, 'none', { stroke: colour, 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' });

const disc = (fill) => [circle(10, 10, 7.5, fill)];
const sand = [
  path('M5 3h10v2.5L11 10l4 4.5V17H5v-2.5L9 10 5 5.5z', '#f3e3c0'),
  path('M7 6h6l-3 3.5zM6.5 16h7L10 12.5z', '#d9962b'),
  stroke('M4 2.8h12M4 17.2h12', '#8a5a2b', 1.8),
];
const turn = [
  rect(1, 1, 18, 18, 4, '#3b78c3'),
  stroke('M6 9a4.2 4.2 0 0 1 7.5-2M14 11a4.2 4.2 0 0 1-7.5 2', '#fff', 1.8),
  stroke('M13.8 4.5V7h-2.5M6.2 15.5V13h2.5', '#fff', 1.8),
];
const tool = [
  stroke('M4.5 15.5l7-7', '#7c8791', 3.4),
  path('M10 7.5A4 4 0 0 1 15.5 3l-2 2.3.3 1.4 1.5.4L17.5 5A4 4 0 0 1 12.5 10z', '#7c8791'),
];
const palm = [
  path(
    'M5.5 10V5a1.2 1.2 0 0 1 2.4 0v4V3.2a1.2 1.2 0 0 1 2.4 0V9V4a1.2 1.2 0 0 1 2.4 0v5.5V6a1.2 1.2 0 0 1 2.4 0v6.5c0 3.6-2 6-5 6-2.6 0-4-1.3-5.2-3.6L3 11.2c-.6-1.3 1-2.2 1.9-1.2z',
    '#f0b93a',
  ),
];
const sheet = [
  path('M4 2h8l4 4v12H4z', '#e9edf1'),
  path('M12 2l4 4h-4z', '#b9c3cc'),
  stroke('M7 9.5h6M7 12h6M7 14.5h4', '#8793a0', 1.2),
];

export const PICTURES = {
  rotating_light: [
    path('M5 14V9.5a5 5 0 0 1 10 0V14z', '#e2392f'),
    path('M7.5 12.5V9.5A2.5 2.5 0 0 1 10 7v-.5a3.2 3.2 0 0 0-3.2 3.2v2.8z', '#ff9b8f'),
    rect(3, 14, 14, 3.5, 1.2, '#59636e'),
    stroke('M10 1v1.5M3 3.5l1.2 1.2M17 3.5l-1.2 1.2', '#f0a020', 1.6),
  ],
  white_small_square: [rect(6.5, 6.5, 7, 7, 1.5, '#c9d2da', { stroke: '#7c8791', 'stroke-width': 1.4 })],
  white_check_mark: [rect(1.5, 1.5, 17, 17, 4, '#2f9e5b'), stroke('M5.5 10.5l3 3 6-7', '#fff', 2.4)],
  heavy_check_mark: [stroke('M4 11l4 4 8-10', '#2f9e5b', 3)],
  warning: [
    path('M10 2l8.5 15.5h-17z', '#f2b01e', { 'stroke-linejoin': 'round' }),
    stroke('M10 7.5v5', '#3a2c05'),
    circle(10, 15, 1.2, '#3a2c05'),
  ],
  mag: [
    circle(8.5, 8.5, 5.2, '#d7ecf5', { stroke: '#4b6b7c', 'stroke-width': 2 }),
    stroke('M12.5 12.5l4.5 4.5', '#4b6b7c', 2.8),
  ],
  pager: [
    rect(2, 4.5, 16, 11, 2.5, '#3c4650'),
    rect(4, 6.5, 12, 4.5, 1, '#b7e0b0'),
    stroke('M5.5 8h6M5.5 9.6h4', '#3b6a3a', 1),
    circle(6, 13.3, 1, '#e2574c'),
    circle(10, 13.3, 1, '#aab4bd'),
    circle(14, 13.3, 1, '#aab4bd'),
  ],
  hourglass: sand,
  hourglass_flowing_sand: sand,
  pushpin: [
    path('M11.5 2l6.5 6.5-1.8.7-3 3-.4 3.8L4 7.2l3.8-.4 3-3z', '#e0443a'),
    stroke('M8 12l-5 5', '#7c8791', 1.8),
  ],
  round_pushpin: [circle(10, 6.5, 4.5, '#e0443a'), stroke('M10 11v7', '#7c8791', 1.8)],
  house: [path('M10 2.5l8 7h-2.2V17h-4.3v-4.6h-3V17H4.2V9.5H2z', '#7fb0b8'), rect(8.5, 12.4, 3, 4.6, 0.4, '#2c5560')],
  speech_balloon: [
    path('M4 3h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-6l-4.5 3.5V14H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z', '#a9c0c6'),
  ],
  hand: palm,
  wave: [...palm, stroke('M16.5 3.5c1 .8 1.6 1.8 1.8 3M3.2 15.5c.3 1.2 1 2.1 2 2.8', '#5c7f99', 1.3)],
  handshake: [
    path('M1 7l4-1.5 4 1 2-1 4 .5 4 1v6l-2.5 1-4.5 3.5c-.8.5-1.6.4-2.2-.2L4 13.5l-3-.5z', '#f0b93a'),
    stroke('M9 6.8L7.6 9.6c1.4.9 2.6.3 3.4-1l5 4.4M12 15l-2-2M14 13.6l-2.2-2', '#9a6d12', 1.2),
  ],
  grey_question: [
    stroke('M6.5 7a3.5 3.5 0 1 1 5 3.1c-1.1.6-1.5 1.2-1.5 2.6', '#8793a0', 2.6),
    circle(10, 16.3, 1.6, '#8793a0'),
  ],
  zap: [path('M11.5 1L4 11.5h4.6L7.5 19 16 7.8h-5z', '#e9a91c')],
  thread: [
    path('M2 4a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2z', '#5aa0a8'),
    stroke('M6 6.5h8M6 9.5h5', '#fff', 1.6),
  ],
  eyes: [
    path('M6 4a3.5 5.5 0 1 0 .01 0zM14 4a3.5 5.5 0 1 0 .01 0z', '#fff', { stroke: '#6b7680', 'stroke-width': 1 }),
    circle(5.2, 10.5, 1.9, '#22292f'),
    circle(13.2, 10.5, 1.9, '#22292f'),
  ],
  x: [stroke('M4.5 4.5l11 11M15.5 4.5l-11 11', '#d63a30', 3.2)],
  no_entry: [circle(10, 10, 8.5, '#d63a30'), rect(4.5, 8.5, 11, 3, 1, '#fff')],
  octagonal_sign: [path('M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7z', '#d63a30'), rect(5, 8.7, 10, 2.6, 1, '#fff')],
  red_circle: disc('#d63a30'),
  large_red_circle: disc('#d63a30'),
  large_orange_circle: disc('#e8871e'),
  large_yellow_circle: disc('#e9c22b'),
  large_green_circle: disc('#2f9e5b'),
  large_blue_circle: disc('#3b78c3'),
  white_circle: [circle(10, 10, 7.2, '#f4f6f8', { stroke: '#8793a0', 'stroke-width': 1.2 })],
  link: [stroke('M8.5 11.5l3-3M9.5 6l2-2a3.2 3.2 0 0 1 4.5 4.5l-2 2M10.5 14l-2 2A3.2 3.2 0 0 1 4 11.5l2-2', '#5c7f99')],
  page_facing_up: sheet,
  memo: [...sheet, stroke('M9 15l7.5-7.5', '#e8a13a', 2.6)],
  clipboard: [
    rect(3, 3, 14, 15.5, 2, '#b07a42'),
    rect(5, 5.5, 10, 11, 1, '#f4f1ea'),
    rect(7, 1.5, 6, 4, 1.2, '#8793a0'),
    stroke('M7 9h6M7 11.5h6M7 14h4', '#8793a0', 1.2),
  ],
  books: [
    rect(2, 12.5, 16, 4.5, 1, '#3b78c3'),
    rect(3, 7.8, 14, 4.5, 1, '#2f9e5b'),
    rect(2.5, 3, 15, 4.5, 1, '#d0652f'),
  ],
  bell: [path('M10 2a5 5 0 0 1 5 5v4l2 3H3l2-3V7a5 5 0 0 1 5-5z', '#e9b52b'), circle(10, 16, 2, '#b98712')],
  wrench: tool,
  hammer_and_wrench: tool,
  lock: [stroke('M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9', '#8793a0'), rect(4, 9, 12, 9, 2, '#e9b52b')],
  unlock: [stroke('M6.5 9V6a3.5 3.5 0 0 1 6.6-1.6', '#8793a0'), rect(4, 9, 12, 9, 2, '#e9b52b')],
  notebook: [
    rect(4, 1.8, 13, 16.4, 1.8, '#3f5f8a'),
    rect(8, 4.5, 7, 4, 0.8, '#e9edf1'),
    stroke('M2.8 5h3M2.8 10h3M2.8 15h3', '#8793a0', 1.6),
  ],
  information_source: [
    rect(1.5, 1.5, 17, 17, 4, '#3b78c3'),
    stroke('M10 9v5', '#fff', 2.2),
    circle(10, 5.8, 1.4, '#fff'),
  ],
  repeat: turn,
  arrows_counterclockwise: turn,
  bust_in_silhouette: [circle(10, 6.5, 4, '#5c7f99'), path('M2.5 18a7.5 6.5 0 0 1 15 0z', '#5c7f99')],
  stopwatch: [
    circle(10, 11.5, 6.8, '#e9edf1', { stroke: '#59636e', 'stroke-width': 1.8 }),
    stroke('M10 8v3.5l2.2 1.5M8 2h4', '#59636e', 1.6),
  ],
  chart_with_upwards_trend: [rect(1.5, 2, 17, 16, 2, '#e9edf1'), stroke('M4 14l4-4 3 2 5-6', '#d63a30', 1.8)],
  tada: [
    path('M2 18L7 6.5l6.5 6.5z', '#e9b52b'),
    circle(13, 4, 1.3, '#d63a30'),
    circle(16.5, 8.5, 1.3, '#3b78c3'),
    circle(10, 3, 1, '#2f9e5b'),
    stroke('M12 8c1-2 3-2.5 5-4', '#8a4fae', 1.5),
  ],
  shield: [
    path('M10 1.5l7 2.5v5c0 5-3 8-7 9.5C6 17 3 14 3 9V4z', '#3b78c3'),
    path('M10 3.5v13c-3-1.3-5-3.7-5-7.5V5.3z', '#6fa3de'),
  ],
  '+1': [
    path('M6.5 9L10 2.5c1.8 0 2.3 1.3 2 2.7L11.5 8H16c1.3 0 2 1 1.7 2.2l-1.3 5.6c-.2 1-1 1.7-2 1.7H6.5z', '#f0b93a'),
    rect(2, 9, 3.5, 8.5, 1, '#3b78c3'),
  ],
};
