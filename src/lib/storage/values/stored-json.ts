/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const tag = '$';
const arrays = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array } as const;
type ArrayKind = keyof typeof arrays;

/**
 * JSON that says everything a stored value may hold. What JSON lacks becomes an object whose key "$" names its kind:
 * numbers that are not finite, minus zero, exact integers, absent fields, typed arrays, maps and sets.
 * @throws TypeError for what no store holds, such as a function.
 */
export function storedJson(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return storedNumber(value);
    case 'bigint':
      return { [tag]: 'bigint', digits: value.toString() };
    case 'undefined':
      return { [tag]: 'undefined' };
    case 'object':
      return value === null ? null : storedObject(value);
    default:
      throw new TypeError(`cannot be stored: ${typeof value}`);
  }
}

function storedNumber(value: number): Json {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { [tag]: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
}

function storedObject(value: object): Json {
  if (Array.isArray(value)) return value.map(storedJson);
  if (value instanceof Map)
    return { [tag]: 'Map', entries: Array.from(value, ([key, one]) => [storedJson(key), storedJson(one)]) };
  if (value instanceof Set) return { [tag]: 'Set', values: Array.from(value, storedJson) };
  for (const kind of arrayKinds)
    if (value instanceof arrays[kind]) return { [tag]: kind, values: Array.from(value as Float64Array, storedNumber) };
  const entries = Object.entries(value).map(([key, one]): [string, Json] => [key, storedJson(one)]);
  // An object that has the tag's own key is wrapped, so that it is not taken for one of the kinds.
  return Object.hasOwn(value, tag) ? { [tag]: 'object', entries } : Object.fromEntries(entries);
}

const arrayKinds = Object.keys(arrays) as ArrayKind[];

/** What {@link storedJson} wrote. @throws RangeError for a kind it does not know. */
export function fromStoredJson(json: Json | undefined): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (isList(json)) return json.map(fromStoredJson);
  const kind = Object.hasOwn(json, tag) ? json[tag] : undefined;
  if (kind === undefined)
    return Object.fromEntries(Object.entries(json).map(([key, one]) => [key, fromStoredJson(one)]));
  if (kind === 'undefined') return undefined;
  if (kind === 'bigint') return BigInt(String(json['digits']));
  if (kind === 'number') return Number(json['text']);
  if (kind === 'Set') return new Set(list(json['values']).map(fromStoredJson));
  if (kind === 'Map')
    return new Map(pairs(json['entries']).map(([key, one]) => [fromStoredJson(key), fromStoredJson(one)]));
  if (kind === 'object')
    return Object.fromEntries(pairs(json['entries']).map(([key, one]) => [String(key), fromStoredJson(one)]));
  const array = arrayKinds.find((one) => one === kind);
  if (!array) throw new RangeError(`unknown kind of value: ${JSON.stringify(kind)}`);
  return arrays[array].from(list(json['values']).map((one) => Number(fromStoredJson(one))));
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function list(json: Json | undefined): readonly Json[] {
  if (json === undefined || !isList(json)) throw new RangeError('a list was expected');
  return json;
}

function pairs(json: Json | undefined): [Json, Json][] {
  return list(json).map((pair) => {
    const [key, one] = list(pair);
    if (key === undefined || one === undefined) throw new RangeError('a pair was expected');
    return [key, one];
  });
}
