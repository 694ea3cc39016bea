import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError
} from 'jsonc-parser';
import { BrokenFileError } from '../sheet/reader';
import { LineIndex } from './lines';

/** Steps to a value: names of members and positions in lists. */
export type JsonPath = readonly (string | number)[];

/** The value of a JSON text, and where its parts stand. */
export interface JsonTree {
  readonly value: unknown;
  /** Line of the value at a path; of the nearest value above when there is none. */
  lineOf(path: JsonPath): number;
  /**
   * What is written at a path: the digits of a number as they stand, a string without its quotes, "true" or "false";
   * '' for null, lists, objects and what is absent.
   */
  textAt(path: JsonPath): string;
}

/** Value of a JSON text with the lines of its parts. @throws {BrokenFileError} naming the line of the first fault. */
export function jsonTree(text: string): JsonTree {
  const lines = new LineIndex(text);
  const errors: ParseError[] = [];
  const root = parsed(text, errors);
  const [fault] = errors;
  if (fault || !root) {
    const detail = fault ? printParseErrorCode(fault.error) : 'no value';
    throw new BrokenFileError({ code: 'file-broken', detail }, lines.lineOf(fault?.offset ?? 0));
  }
  const nodeAt = (path: JsonPath): Node | undefined => findNodeAtLocation(root, [...path]);
  return {
    value: getNodeValue(root),
    lineOf: (path) => {
      for (let steps = path.length; steps >= 0; steps--) {
        const node = nodeAt(path.slice(0, steps));
        if (node) return lines.lineOf(node.offset);
      }
      return 1;
    },
    textAt: (path) => {
      const node = nodeAt(path);
      if (!node || node.type === 'null' || node.type === 'array' || node.type === 'object') return '';
      return node.type === 'string' ? String(node.value) : text.slice(node.offset, node.offset + node.length);
    }
  };
}

function parsed(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // Nesting beyond any real file exhausts the stack of the parser.
    if (error instanceof RangeError) throw new BrokenFileError({ code: 'file-broken', detail: 'nested too deeply' });
    throw error;
  }
}
