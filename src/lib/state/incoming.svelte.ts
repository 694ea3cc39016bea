/** Files or text dropped anywhere, on their way to the import screen. */
class Incoming {
  files = $state.raw<readonly File[]>([]);
  text = $state.raw<string | undefined>(undefined);

  /** What waits, handed over once. */
  take(): { files: readonly File[]; text: string | undefined } {
    const taken = { files: this.files, text: this.text };
    this.files = [];
    this.text = undefined;
    return taken;
  }
}

export const incoming = new Incoming();
