import { expect, test } from 'vitest'
import { reportIn } from './report-form'

const picture = { fileId: 'f', caption: '入口' }
test.each([
  ['nothing written', { words: ' ', served: '', pictures: [] }, 'words'],
  ['no number', { words: '做完了', served: '约60', pictures: [] }, 'served'],
  [
    'a picture without words',
    { words: '做完了', served: '60', pictures: [{ ...picture, caption: ' ' }] },
    'pictures',
  ],
  ['whole', { words: ' 做完了 ', served: '60', pictures: [picture] }, null],
  ['not counted', { words: '做完了', served: '', pictures: [] }, null],
] as const)('a report with %s', (_, form, fault) => {
  const read = reportIn({ ...form, pictures: [...form.pictures] })
  expect(read.fault).toBe(fault)
  if (fault === null)
    expect(read.body).toMatchObject({ words: '做完了', peopleServed: form.served === '' ? null : 60 })
})
