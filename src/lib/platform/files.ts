/** Largest file that is read: 200 MB. */
export const MAXIMUM_FILE_BYTES = 200 * 1024 * 1024;

/** A file too large to be read in one piece. */
export class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';
  readonly code = 'file-too-large';
  readonly data: { readonly file: string; readonly bytes: number; readonly limit: number };

  constructor(file: string, bytes: number, limit: number) {
    const megabytes = (value: number): string => `${Math.ceil(value / (1024 * 1024))} MB`;
    super(
      `${file} has ${megabytes(bytes)}; at most ${megabytes(limit)} can be read. Split the file and bring in its parts.`
    );
    this.data = { file, bytes, limit };
  }
}

/** How a file is read. */
export interface ReadOptions {
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
  readonly limit?: number;
}

/** Bytes of a file, read in pieces. @throws FileTooLargeError; the reason of the signal; what the browser says of an unreadable file. */
export async function readFile(file: File, options: ReadOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { onProgress, signal, limit = MAXIMUM_FILE_BYTES } = options;
  if (file.size > limit) throw new FileTooLargeError(file.name, file.size, limit);
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let length = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      bytes.set(value, length);
      length += value.length;
      onProgress?.(file.size === 0 ? 1 : length / file.size);
    }
  } finally {
    reader.releaseLock();
  }
  return bytes.subarray(0, length);
}

/** Hands content to the user as a file to keep. */
export function saveFile(
  content: Blob | Uint8Array<ArrayBuffer> | string,
  name: string,
  type = 'application/octet-stream'
): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download starts in a later task; an address that is gone by then would end it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
