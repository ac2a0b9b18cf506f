/**
 * Preloaded by a program whose clock a journey moves. From E2E_DAY, or from the machine's time, it runs on, ahead by
 * what the process that started it says over the channel between the two. The program itself knows of none of this.
 */
const RealDate = Date
const day = process.env['E2E_DAY']
let aheadMs = day === undefined ? 0 : RealDate.parse(day) - RealDate.now()

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now() + aheadMs] : args, newTarget) as Date,
  get: (target, key) =>
    key === 'now' ? () => target.now() + aheadMs : (Reflect.get(target, key) as unknown),
})

process.on('message', (ms: number) => {
  aheadMs = ms
  process.send?.(ms)
})
// Whoever listens to a channel lives as long as it; this program ends when it is told to.
process.channel?.unref()
