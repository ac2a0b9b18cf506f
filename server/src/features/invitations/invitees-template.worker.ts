/** The thread that makes the sheet to be filled in. Its cells are text beforehand, so that long numbers keep their digits. */
import { parentPort } from 'node:worker_threads'
import { writeXlsx } from 'hucre/xlsx'
import { SHEET_HEAD } from './invitees-sheet.rules.ts'

const ROWS = 2_000
const WIDTH = 26

const columns = SHEET_HEAD.map((header) => ({ header, key: header, width: WIDTH, numFmt: '@' }))
const empty = SHEET_HEAD.map(() => '')
const rows = [[...SHEET_HEAD], ...Array.from({ length: ROWS }, () => empty)]
const sheet = { name: '邀请名单', columns, rows, freezePane: { rows: 1 } }
parentPort?.postMessage(await writeXlsx({ sheets: [sheet] }))
