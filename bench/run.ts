/** `npm run bench -- NAME`: runs one bench. Each prints what it does, and last one JSON object with its ratios. */
const BENCHES: Readonly<Record<string, () => Promise<{ run(): Promise<object> }>>> = {
  finding: () => import('./finding/bench.ts'),
  search: () => import('./search/bench.ts'),
  signin: () => import('./signin/bench.ts'),
  signup: () => import('./signup/bench.ts'),
}

const load = BENCHES[process.argv[2] ?? '']
if (load === undefined) {
  console.error(`Usage: npm run bench -- NAME, with NAME one of: ${Object.keys(BENCHES).join(', ')}`)
  process.exitCode = 2
} else {
  const { run } = await load()
  console.log(JSON.stringify(await run()))
}
