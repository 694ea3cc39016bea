/** An element of XML or OFX with the line of its opening tag. */
export class XmlElement {
  readonly children: XmlElement[] = [];
  parent: XmlElement | undefined;
  text = '';

  constructor(
    readonly name: string,
    readonly line: number,
    readonly attributes: Readonly<Record<string, string>> = {}
  ) {}

  /** Value of an attribute; '' when it has none of that name. */
  attribute(name: string): string {
    return this.attributes[name] ?? '';
  }

  /** First child of that name. */
  child(name: string): XmlElement | undefined {
    return this.children.find((one) => one.name === name);
  }

  /** Children of that name, in order. */
  all(name: string): XmlElement[] {
    return this.children.filter((one) => one.name === name);
  }

  /** Element at a path of first children, as "client/accounts"; undefined when any step is missing. */
  at(path: string): XmlElement | undefined {
    return path.split('/').reduce<XmlElement | undefined>((element, step) => element?.child(step), this);
  }

  /** Text of the element at a path of first children; '' when there is none. */
  textAt(path: string): string {
    return this.at(path)?.text ?? '';
  }

  /** Elements of that name at any depth below, in the order of the file. */
  *within(name: string): Generator<XmlElement, void, undefined> {
    for (const one of this.children) {
      if (one.name === name) yield one;
      yield* one.within(name);
    }
  }

  append(child: XmlElement): void {
    child.parent = this;
    this.children.push(child);
  }
}
