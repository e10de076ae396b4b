/** Where fresh identifiers come from: 128 random bits as 32 lower-case hex digits. Tests pass a counter. */
export interface Ids {
  next(): string;
}
