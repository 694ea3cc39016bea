/** While hidden, every formatted amount and quantity shows dots of the same length; percents stay. */
class Privacy {
  hidden = $state(false);

  toggle(): void {
    this.hidden = !this.hidden;
  }
}

/** One for the page: amounts are read through it wherever they are formatted. */
export const privacy = new Privacy();

/** Text with its digits and the marks between them replaced by dots while amounts are hidden. */
export function veiled(text: string): string {
  return privacy.hidden ? text.replace(/\d[\d.,'\u00a0\u202f]*/g, (run) => '•'.repeat(run.length)) : text;
}
