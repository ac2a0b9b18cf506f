/** At the door of a project: who has a place there, the code on the phone, and the list of those who came. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { makeVolunteer, type Volunteer } from './people.ts'
import { expect, type Person } from './journey.ts'
import { inMinutes, joinDonghu, openProject } from './teams.ts'

// By itself the decoder would fetch its file from a public host.
const decoder = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(decoder).buffer } })

export async function readSquare({ page }: Person, label: string): Promise<string> {
  const picture = await page.getByRole('img', { name: label }).screenshot()
  const [found] = await readBarcodes(picture, { formats: ['QRCode'] })
  expect(found?.text, `${label} can be read from the screen`).toBeTruthy()
  return found!.text
}

export async function showMyCode(phone: Person): Promise<string> {
  await phone.page.goto('/my/code')
  await expect(phone.page.getByText('扫不上就报这 8 位')).toBeVisible()
  return readSquare(phone, '我的签到码')
}

export interface Shift {
  person: Volunteer
  projectId: string
  title: string
  startsAt: Date
}

/** Somebody of the Donghu team who has a place in a shift of today. */
export async function admitted(surname: string): Promise<Shift> {
  const person = await makeVolunteer(surname)
  await joinDonghu(person)
  const title = `书屋上架 ${person.phone.slice(-6)}`
  const startsAt = inMinutes(4)
  const { projectId, shiftId } = await openProject({ title, startsAt, minutes: 100, autoAdmit: true })
  await person.api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  return { person, projectId, title, startsAt }
}

/** From the console to the door of that project, one tap each. */
export async function openDoor({ page }: Person, title: string): Promise<void> {
  await page.goto('/team')
  await page.getByRole('link', { name: '扫码', exact: true }).click()
  await expect(page.getByRole('heading', { name: '到场' })).toBeVisible()
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}
export const cameFor = ({ page }: Person, name: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name })
