/** Colours that keep 4.5 : 1 on white where they carry text; a state is told by its shape and its words as well. */
export const palette = {
  ink: '#1d1c1d',
  dim: '#5c5b5c',
  line: '#dcdcde',
  ground: '#f4f4f6',
  bad: '#b3261e',
  badGround: '#fdecea',
  good: '#1e6b3a',
  goodGround: '#e6f4ea',
  plain: '#1a5fa3',
  plainGround: '#e8f1fb',
  warn: '#8a5a00',
  warnGround: '#fdf3dc',
} as const;

/** Of lines that are told apart in one plot; each has its name at its end as well. */
export const series = ['#1a5fa3', '#b3261e', '#1e6b3a', '#8a5a00', '#6b3fa0', '#00707a'] as const;
