import { expect, test } from 'vitest'
import { documentOf, jsonInHtml, type DocumentInput } from './document'

const input: DocumentInput = {
  template:
    '<html lang="zh-CN"><head><link href="/assets/index.css"><!--head--></head><body><div id="app"><!--app--></div><!--state--></body></html>',
  manifest: { 'src/a.vue': ['/assets/a.js', '/assets/a.css', '/assets/index.css'] },
  origin: 'https://site.example',
  path: '/projects/1',
  lang: 'en',
  isLarge: true,
  needsScript: 'needs script',
  siteName: 'Site',
  app: '<p>$& and $1</p>',
  head: { title: 'A "title" <b>', description: 'd' },
  modules: ['src/a.vue'],
  handed: { lang: 'en', now: 0, queries: { q: '</script><!--' } },
}

test('what is handed over cannot end its element', () => {
  expect(jsonInHtml('</script><!--')).not.toMatch(/[<>]/)
  expect(JSON.parse(jsonInHtml({ text: '</script>\u2028' }))).toEqual({ text: '</script>\u2028' })
})
test('the document escapes words, keeps dollar signs, and links styles once, after the template’s own', () => {
  const html = documentOf(input)
  expect(html).toContain('<html lang="en" data-text="large">')
  expect(html).toContain('<title>A &quot;title&quot; &lt;b&gt; - Site</title>')
  expect(html).toContain('<p>$& and $1</p>')
  expect(html.match(/\/assets\/index\.css/g)).toHaveLength(1)
  expect(html.indexOf('/assets/a.css')).toBeGreaterThan(html.indexOf('/assets/index.css'))
})
test('a shell says what it needs where there is no script', () => {
  expect(documentOf({ ...input, app: null })).toContain(
    '<div id="app" data-shell></div><noscript>needs script</noscript>',
  )
})
