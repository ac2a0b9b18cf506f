/** Languages of the product. What other programs read in our stead (calendars, feeds) is written in the one asked for. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
