/** TPC-B as pgbench plays it, scale 10, 24 clients: with pgbench itself where it is installed, else the same statements here. */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import pg from 'pg'

export interface TpcB {
  by: string
  /** Transactions a second. */
  round(seconds: number): Promise<number>
  end(): Promise<void>
}
interface Place {
  host: string
  user: string
}

const DATABASE = 'bench_tpcb'
const SCALE = 10
const CLIENTS = 24
const ACCOUNTS = 100_000 * SCALE

function output(command: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (part: Buffer) => (text += part.toString()))
    child.once('error', () => {
      resolve(null)
    })
    child.once('close', (code) => {
      resolve(code === 0 ? text : null)
    })
  })
}

export async function openTpcB({ host, user }: Place): Promise<TpcB> {
  const admin = new pg.Client({ host, user, port: 5432, ssl: false, database: 'zhiyuan' })
  await admin.connect()
  await admin.query(`create database ${DATABASE}`)
  await admin.end()
  const version = await output('pgbench', ['--version'])
  const at = ['-h', host, '-p', '5432', '-U', user]
  if (
    version !== null &&
    (await output('pgbench', ['-i', '-q', '-s', String(SCALE), ...at, DATABASE])) !== null
  )
    return {
      by: version.trim(),
      async round(seconds) {
        const args = ['-n', '-c', String(CLIENTS), '-j', '2', '-T', String(seconds), ...at, DATABASE]
        const tps = /tps = ([\d.]+)/.exec((await output('pgbench', args)) ?? '')?.[1]
        if (tps === undefined) throw new Error('pgbench came to no end')
        return Math.round(Number(tps))
      },
      end: async () => undefined,
    }
  return bareTpcB({ host, user })
}

async function bareTpcB({ host, user }: Place): Promise<TpcB> {
  const pool = new pg.Pool({ host, user, port: 5432, ssl: false, database: DATABASE, max: CLIENTS })
  await pool.query(`
    create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into pgbench_branches select n, 0, '' from generate_series(1, ${SCALE}) n;
    insert into pgbench_tellers select n, 1 + (n - 1) / 10, 0, '' from generate_series(1, ${10 * SCALE}) n;
    insert into pgbench_accounts select n, 1 + (n - 1) / 100000, 0, '' from generate_series(1, ${ACCOUNTS}) n;
    analyze`)
  const transaction = async (client: pg.PoolClient): Promise<void> => {
    const [aid, tid, bid, delta] = [
      randomInt(1, ACCOUNTS + 1),
      randomInt(1, 10 * SCALE + 1),
      randomInt(1, SCALE + 1),
      randomInt(-5000, 5001),
    ]
    await client.query('begin')
    await client.query({
      name: 'a',
      text: 'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
      values: [delta, aid],
    })
    await client.query({
      name: 's',
      text: 'select abalance from pgbench_accounts where aid = $1',
      values: [aid],
    })
    await client.query({
      name: 't',
      text: 'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2',
      values: [delta, tid],
    })
    await client.query({
      name: 'b',
      text: 'update pgbench_branches set bbalance = bbalance + $1 where bid = $2',
      values: [delta, bid],
    })
    await client.query({
      name: 'h',
      text: 'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
      values: [tid, bid, aid, delta],
    })
    await client.query('commit')
  }
  return {
    by: 'the same statements through a bare pg client',
    async round(seconds) {
      const until = performance.now() + seconds * 1000
      let done = 0
      const lane = async (): Promise<void> => {
        const client = await pool.connect()
        for (; performance.now() < until; done += 1) await transaction(client)
        client.release()
      }
      await Promise.all(Array.from({ length: CLIENTS }, lane))
      return Math.round(done / seconds)
    },
    end: () => pool.end(),
  }
}
