/** A policy, the class that is open in it, and how far its heading is indented. */
interface Level {
  indent: number;
  opened: string | null;
}

/**
 * Where a class of `show policy-map interface` stands: policies of classes are indented below the class, and every
 * policy has a `class-default` of its own.
 */
export class PolicyPath {
  private direction: string | null = null;
  private readonly directions = new Set<string>();
  private levels: Level[] = [];
  /** The heading of a policy was not understood: until the next one of the interface all classes are nobody's. */
  private isLost = false;

  lose(): void {
    this.isLost = true;
  }

  /**
   * A policy of the interface names its direction; one without stands in the class that is open. False where there was one
   * of this direction already.
   */
  openPolicy(indent: number, direction: string | null): boolean {
    const isFirst = direction === null || !this.directions.has(direction);
    if (direction !== null) {
      this.isLost = false;
      this.direction = direction;
      this.directions.add(direction);
      this.levels = [];
    }
    this.levels = [...this.around(indent), { indent, opened: null }];
    return isFirst;
  }

  /**
   * `output class-default/VOICE`: the direction and the classes from the outermost one. Null outside of a policy, and
   * within a class whose heading was not understood. So does a heading without a name.
   */
  openClass(indent: number, name: string | null): string | null {
    const around = this.around(indent);
    const own = around.pop() ?? this.levels.at(-1);
    if (!own) return null;
    this.levels = [...around, { ...own, opened: name }];
    const names = this.levels.map(({ opened }) => opened);
    if (this.isLost || names.includes(null)) return null;
    const path = names.join('/');
    return this.direction === null ? path : `${this.direction} ${path}`;
  }

  private around(indent: number): Level[] {
    return this.levels.filter((level) => level.indent < indent);
  }
}
