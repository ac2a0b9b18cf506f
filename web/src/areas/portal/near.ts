// Around where the reader is: how far one may ask for.
export const KILOMETRES = [1, 3, 5, 10, 20] as const

export interface Near {
  longitude: number
  latitude: number
  km: number
}
