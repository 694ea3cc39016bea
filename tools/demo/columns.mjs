/**
 * One file of columns: "SXC1", the length of a JSON header, the header, then varint streams. Days are shared by a
 * group and stored as steps; values are integers of 10^-digits, stored as zigzag differences.
 */
export function packedColumns(groups) {
  const streams = [];
  const header = groups.map((group) => {
    const days = varints(differences(group.days));
    streams.push(days);
    return {
      ...group.meta,
      count: group.days.length,
      dayBytes: days.length,
      series: group.series.map(({ values, digits, ...meta }) => {
        const stream = varints(differences(values).map((step) => (step < 0 ? -step * 2 - 1 : step * 2)));
        streams.push(stream);
        return { ...meta, digits, bytes: stream.length };
      })
    };
  });
  const json = new TextEncoder().encode(JSON.stringify(header));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, json.length, true);
  return Buffer.concat([Buffer.from('SXC1'), size, json, ...streams]);
}

function differences(values) {
  return values.map((value, at) => (at === 0 ? value : value - values[at - 1]));
}

function varints(values) {
  const bytes = [];
  for (const value of values) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a natural number: ${value}`);
    let rest = value;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}
