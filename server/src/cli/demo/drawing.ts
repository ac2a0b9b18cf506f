/** Drawings in the place of photographs: no face of a living person is shown. */
import sharp from 'sharp'
import type { Random } from './random.ts'

export async function drawnPicture(random: Random): Promise<{ mediaType: 'image/jpeg'; content: Buffer }> {
  const content = await sharp(Buffer.from(drawing(random)))
    .jpeg({ quality: 80 })
    .toBuffer()
  return { mediaType: 'image/jpeg', content }
}

function drawing(random: Random): string {
  const person = (x: number, size: number): string =>
    `<g transform="translate(${x} ${470 - size})"><circle cx="0" cy="0" r="${size * 0.28}" fill="#e8b48f"/>` +
    `<path d="M${-size * 0.42} ${size} q0 -${size * 0.72} ${size * 0.42} -${size * 0.72} t${size * 0.42} ${size * 0.72}z" fill="#c23a22"/></g>`
  const crowd = Array.from({ length: random.between(4, 6) }, (_, i) =>
    person(110 + i * 125, random.between(120, 165)),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#e9f1fb"/>
    <circle cx="${random.between(580, 700)}" cy="120" r="54" fill="#f2b63c"/>
    <path d="M0 380 q200 -150 400 -40 t400 -60 v320 h-800z" fill="#cfe3d6"/><rect y="460" width="800" height="140" fill="#e7e1d9"/>${crowd.join('')}</svg>`
}
