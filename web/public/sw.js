// Keeps hashed files once seen and the shells of pages it was asked to keep. Never an answer of the API:
// what a person may see is asked from the server, or held by the page itself.
const FILES = 'files-1'
const PAGES = 'pages-1'

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

async function keepFiles(files) {
  const cache = await caches.open(FILES)
  for (const file of files) if (!(await cache.match(file))) await cache.add(file).catch(() => undefined)
}

/** Fetched without cookies, so that the shell on the device belongs to nobody. */
async function keepPage(page) {
  const response = await fetch(`${page}?shell`, { credentials: 'omit', headers: { accept: 'text/html' } })
  if (!response.ok || response.redirected) return
  const html = await response.clone().text()
  await (await caches.open(PAGES)).put(page, response)
  await keepFiles([...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file))
}

/** Files of earlier releases go when the kept shells no longer need them; 400 is many releases' worth. */
async function trim() {
  const cache = await caches.open(FILES)
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - 400)).map((key) => cache.delete(key)))
}

self.addEventListener('message', (event) => {
  const { kind, pages = [], files = [] } = event.data ?? {}
  if (kind === 'keep') {
    const work = [keepFiles(files), ...pages.map((page) => keepPage(page).catch(() => undefined))]
    event.waitUntil(Promise.all(work).then(trim))
  }
  if (kind === 'forget') event.waitUntil(caches.delete(PAGES))
})

async function fileOf(request) {
  const cache = await caches.open(FILES)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

/** At a gate the network is often neither there nor gone; a kept page does not wait for it to make up its mind. */
const PATIENCE_MS = 800

async function pageOf(request) {
  const asked = fetch(request)
  const kept = await (await caches.open(PAGES)).match(new URL(request.url).pathname)
  if (!kept) return asked
  asked.catch(() => undefined)
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  return Promise.race([asked, late]).catch(() => kept)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
  else if (request.mode === 'navigate') event.respondWith(pageOf(request))
})
