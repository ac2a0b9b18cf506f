// The document around a rendered page: title, description, cards for chats and search engines, links, and the state.
import type { Handed } from './app'
import type { Lang } from './lib/i18n'
import { titleOf, type PageHead } from './lib/page'

/** Which files a source module ended in; written by the browser build. */
export type Manifest = Readonly<Record<string, readonly string[]>>

export interface DocumentInput {
  template: string
  manifest: Manifest
  origin: string
  path: string
  lang: Lang
  isLarge: boolean
  needsScript: string
  siteName: string
  /** Null for a shell that the browser fills. */
  app: string | null
  head: PageHead
  modules: readonly string[]
  handed: Handed
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** JSON inside a script element: nothing in it can close the element or open a comment. */
export function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function headOf({ head, siteName, origin, path, lang }: DocumentInput): string {
  const title = escaped(titleOf(head.title, siteName))
  const description = head.description === undefined ? '' : escaped(head.description)
  const address = escaped(origin + path)
  const meta = (name: string, content: string) => `<meta name="${name}" content="${content}" />`
  const og = (name: string, content: string) => `<meta property="og:${name}" content="${content}" />`
  return [
    `<title>${title}</title>`,
    meta('application-name', escaped(siteName)),
    meta('description', description),
    head.robots === undefined ? `<link rel="canonical" href="${address}" />` : meta('robots', head.robots),
    ...(head.feed === undefined
      ? []
      : [
          `<link rel="alternate" type="application/atom+xml" title="${title}" href="${escaped(head.feed)}" />`,
        ]),
    og('type', 'website'),
    og('site_name', escaped(siteName)),
    og('title', title),
    og('locale', lang.replace('-', '_')),
    og('url', address),
    ...(description === '' ? [] : [og('description', description)]),
    ...(head.image === undefined ? [] : [og('image', escaped(new URL(head.image, origin).href))]),
    ...(head.jsonLd === undefined
      ? []
      : [
          `<script type="application/ld+json">${jsonInHtml({ '@context': 'https://schema.org', ...head.jsonLd })}</script>`,
        ]),
  ].join('\n    ')
}

/** Styles of lazy chunks stand after the template's own, or a kit's resets would come last. */
function linksOf({ template, manifest, modules }: DocumentInput): string {
  const files = new Set(
    modules.flatMap((id) => manifest[id] ?? []).filter((file) => !template.includes(file)),
  )
  const links: string[] = []
  for (const file of files) if (file.endsWith('.css')) links.push(`<link rel="stylesheet" href="${file}" />`)
  for (const file of files)
    if (file.endsWith('.js')) links.push(`<link rel="modulepreload" href="${file}" crossorigin />`)
  return links.join('\n    ')
}

export function documentOf(input: DocumentInput): string {
  const large = input.isLarge ? ' data-text="large"' : ''
  const app =
    input.app === null
      ? `<div id="app" data-shell></div><noscript>${escaped(input.needsScript)}</noscript>`
      : `<div id="app">${input.app}</div>`
  const state = `<script type="application/json" id="state">${jsonInHtml(input.handed)}</script>`
  // Replacements are functions, for what is put in may hold a dollar sign.
  return input.template
    .replace('<html lang="zh-CN">', () => `<html lang="${input.lang}"${large}>`)
    .replace('<!--head-->', () => headOf(input))
    .replace('<div id="app"><!--app--></div>', () => app)
    .replace('<!--state-->', () => state)
    .replace('</head>', () => `${linksOf(input)}\n  </head>`)
}
