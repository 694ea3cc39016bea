interface BadgedNavigator {
  readonly setAppBadge?: (count: number) => Promise<void>;
  readonly clearAppBadge?: () => Promise<void>;
}

/** Shows on the icon of the installed app how much needs the person; false where there is no icon or no badge. */
export async function showBadge(count: number): Promise<boolean> {
  const own = (globalThis as { readonly navigator?: BadgedNavigator }).navigator;
  if (!own?.setAppBadge || !own.clearAppBadge) return false;
  try {
    await (count > 0 ? own.setAppBadge(count) : own.clearAppBadge());
    return true;
  } catch {
    // An app that is not installed has no icon.
    return false;
  }
}
