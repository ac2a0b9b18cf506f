// The way to a place, in the map the person has. Nothing is sent before it is pressed.

export interface Spot {
  placeName: string
  longitude: number | null
  latitude: number | null
}

/** Null where the place has no coordinates: a search by its name alone often leads to another city. */
export function routeUrl({ placeName, longitude, latitude }: Spot): string | null {
  if (longitude === null || latitude === null) return null
  const query = new URLSearchParams({
    position: `${longitude},${latitude}`,
    name: placeName,
    coordinate: 'wgs84',
    callnative: '1',
  })
  return `https://uri.amap.com/marker?${query.toString()}`
}
