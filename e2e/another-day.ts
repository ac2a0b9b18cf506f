/** Preloaded by a program that is to believe itself on the day in E2E_DAY; from there its clock runs on. */
const RealDate = Date
const shift = RealDate.parse(process.env['E2E_DAY'] ?? '') - RealDate.now()

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now() + shift] : args, newTarget) as Date,
  get: (target, key) => (key === 'now' ? () => target.now() + shift : (Reflect.get(target, key) as unknown)),
})
