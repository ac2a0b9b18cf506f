// What a page tells the browser tab, search engines and chats about itself.
import { useSSRContext, watchEffect } from 'vue'

export interface PageHead {
  title: string
  description?: string | undefined
  image?: string | undefined
  jsonLd?: Readonly<Record<string, unknown>> | undefined
  /** 404 when what the page shows does not exist. */
  status?: number | undefined
  robots?: 'noindex' | undefined
  /** The same as a feed, for readers of news. */
  feed?: string | undefined
}

export interface PageContext {
  head?: () => PageHead
}

/** The title gets the site's name behind it; the renderer and the browser do so alike. */
export function titleOf(title: string, siteName: string): string {
  return title === '' || title === siteName ? siteName : `${title} - ${siteName}`
}

export function usePage(describe: () => PageHead): void {
  if (import.meta.env.SSR) {
    const context = useSSRContext<PageContext>()
    if (context !== undefined) context.head = describe
    return
  }
  watchEffect(() => {
    const { title, description } = describe()
    const siteName = document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? ''
    document.title = titleOf(title, siteName)
    const meta = document.querySelector<HTMLMetaElement>('meta[name="description"]')
    if (meta && description !== undefined) meta.content = description
  })
}
