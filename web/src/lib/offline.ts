// Keeps the shell of a few pages on the device, so that they open at a gate without network.

/** Registers the service worker and asks it to keep these pages, their `chunks`, and the files this page has used so far. */
export async function keepOffline(
  pages: readonly string[],
  chunks: readonly (() => Promise<unknown>)[] = [],
): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  await navigator.serviceWorker.register('/sw.js')
  await Promise.all(chunks.map((load) => load()))
  const { active } = await navigator.serviceWorker.ready
  const files = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/'))
    .map((url) => url.pathname)
  active?.postMessage({ kind: 'keep', pages, files: [...new Set(files)] })
}
