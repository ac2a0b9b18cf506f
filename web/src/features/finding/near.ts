// Around where the reader is: how far one may ask for.
export const KILOMETRES = [1, 3, 5, 10, 20] as const

/** Without kilometres: at any distance. */
export interface Near {
  longitude: number
  latitude: number
  km?: number
}

/** The next distance further out; undefined when there is none. */
export const widerThan = (near: Near | null): number | undefined =>
  KILOMETRES.find((km) => near?.km !== undefined && km > near.km)

/** A thousandth of a degree is about a hundred metres: enough to walk to, too little to find a door. */
const thousandth = (degrees: number): number => Math.round(degrees * 1000) / 1000
const USUAL_KM = 5

/** Asks the browser, which asks the person; null when there is no answer. */
export function askPlace(): Promise<Near | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude } }) =>
        resolve({ longitude: thousandth(longitude), latitude: thousandth(latitude), km: USUAL_KM }),
      () => resolve(null),
      { timeout: 10_000, maximumAge: 60_000 },
    )
  })
}

/** Told as exactly as the place is known. */
export const roughly = (metres: number): number => Math.max(100, Math.round(metres / 100) * 100)
