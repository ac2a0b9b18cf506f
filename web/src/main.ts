// Start in the browser: take over the page the server rendered, or fill its shell.
import { createWebHistory } from 'vue-router'
import { overFetch } from './api/client'
import { makeApp, type Handed } from './app'
import { readCookie } from './lib/cookies'
import { langOf } from './lib/i18n'

function handedOver(): Handed {
  const text = document.getElementById('state')?.textContent
  if (text != null && text.trim() !== '') return JSON.parse(text) as Handed
  return { lang: langOf(readCookie(document.cookie, 'lang')), now: performance.timeOrigin, queries: {} }
}

async function start(): Promise<void> {
  const root = document.getElementById('app')
  const handed = handedOver()
  const isShell = root === null || root.hasAttribute('data-shell')
  // A shell may come from the device's own cache, made for nobody in particular: the choices are read from the cookies.
  if (isShell && readCookie(document.cookie, 'text') === 'large')
    document.documentElement.dataset['text'] = 'large'
  const lang = isShell ? langOf(readCookie(document.cookie, 'lang') ?? handed.lang) : handed.lang
  document.documentElement.lang = lang

  const { app, router } = makeApp({
    rendered: !isShell,
    lang,
    now: handed.now,
    transport: overFetch,
    state: handed.queries,
    history: createWebHistory(),
  })
  await router.isReady()
  app.mount('#app')
}

void start()
