import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { BrokenFileError } from '../sheet/reader';
import { XmlElement } from './element';
import { LineIndex } from './lines';

// Trackers that write references nest their elements hundreds deep.
const DEEPEST = 4000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  captureMetaData: true,
  // Character references too.
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  maxNestedTags: DEEPEST,
  processEntities: { enabled: true, maxEntityCount: 50, maxExpansionDepth: 4, maxExpandedLength: 100_000 }
});
const place = XMLParser.getMetaDataSymbol() as unknown as symbol;

interface ParsedNode {
  readonly [name: string]: unknown;
  readonly ':@'?: Readonly<Record<string, string>>;
}

/** Root element of an XML text. @throws {BrokenFileError} naming the line when it is not well formed. */
export function xmlTree(text: string): XmlElement {
  const checked = XMLValidator.validate(text);
  if (checked !== true) throw new BrokenFileError({ code: 'file-broken', detail: checked.err.msg }, checked.err.line);
  const lines = new LineIndex(text);
  const top = new XmlElement('', 1);
  fill(top, parsed(text), lines);
  const root = top.children[0];
  if (!root) throw new BrokenFileError({ code: 'file-broken', detail: 'no element' });
  root.parent = undefined;
  return root;
}

function parsed(text: string): readonly ParsedNode[] {
  try {
    return parser.parse(text) as readonly ParsedNode[];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BrokenFileError({ code: 'file-broken', detail });
  }
}

function fill(top: XmlElement, nodes: readonly ParsedNode[], lines: LineIndex): void {
  const open: [XmlElement, readonly ParsedNode[]][] = [[top, nodes]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [parent, list] = next;
    for (const node of list) {
      const name = Object.keys(node).find((key) => key !== ':@');
      if (name === undefined) continue;
      const content = node[name];
      if (name === '#text') {
        parent.text += String(content);
        continue;
      }
      const found = (node as Record<symbol, { readonly startIndex?: number } | undefined>)[place];
      const element = new XmlElement(name, lines.lineOf(found?.startIndex ?? 0), node[':@'] ?? {});
      parent.append(element);
      if (Array.isArray(content) && content.length > 0) open.push([element, content as readonly ParsedNode[]]);
    }
  }
}
