// What a project asks of people and gives them, in words: for the preview of what is typed, and for what was handed in.
import { computed, type ComputedRef } from 'vue'
import { useQuery } from '../../../api/query'
import { useFormat } from '../../../lib/format'
import { useI18n, type I18n } from '../../../lib/i18n'
import { siteInstant } from '../../../lib/dates'
import { isInsured, type ProjectForm } from './project-form'

const HOUR_MINUTES = 60
export interface Line {
  term: string
  text: string
}
const filled = (lines: readonly Line[]): Line[] => lines.filter(({ text }) => text.trim() !== '')

type Format = ReturnType<typeof useFormat>
const momentAt = (f: Format, date: string, time: string): string =>
  date === '' || time === '' ? '' : f.moment(siteInstant(date, time))

function admittingOf(one: ProjectForm, { t }: I18n, f: Format): string {
  const at = momentAt(f, one.drawDate, one.drawTime)
  if (one.draws) return at === '' ? t('draw.form_way') : t('draw.form_line', { at })
  return t(one.autoAdmit ? 'team.form.admit_auto' : 'team.form.admit_team')
}

const agesOf = ({ minAge, maxAge }: ProjectForm, { t }: I18n): string =>
  maxAge.trim() === ''
    ? t('publishing.ages_from', { least: minAge })
    : t('publishing.ages_between', { least: minAge, most: maxAge })
function minorsOf({ acceptsMinors, guardianPresent }: ProjectForm, { t }: I18n): string {
  if (!acceptsMinors) return t('publishing.minors_no')
  return t(guardianPresent ? 'publishing.minors_with_guardian' : 'publishing.minors_yes')
}

export function usePreviewLines(form: () => ProjectForm): {
  who: ComputedRef<Line[]>
  safety: ComputedRef<Line[]>
  skillsOf: (codes: readonly string[]) => string
} {
  const i18n = useI18n()
  const { t } = i18n
  const f = useFormat()
  const codes = useQuery('listCodes')
  const namesOf = (kind: 'recipients' | 'safeguards' | 'skills', chosen: readonly string[]) =>
    f.list(chosen.map((code) => f.name(codes.data?.[kind].find((one) => one.code === code)?.name) || code))

  const who = computed(() => {
    const one = form()
    const audience = t(`publishing.visibility.${one.visibility}`)
    const named = one.visibility === 'teams' ? f.list(one.teams.map(({ name }) => name)) : ''
    return filled([
      { term: t('publishing.visibility.label'), text: named === '' ? audience : named },
      { term: t('publishing.recipients'), text: namesOf('recipients', one.recipients) },
      { term: t('publishing.age'), text: f.list([agesOf(one, i18n), minorsOf(one, i18n)]) },
      {
        term: t('publishing.min_hours'),
        text:
          Number(one.minHours) > 0
            ? t('publishing.hours_count', { hours: f.hours(Number(one.minHours) * HOUR_MINUTES) })
            : '',
      },
      { term: t('publishing.training'), text: one.training },
      { term: t('publishing.qualification'), text: one.qualification },
      { term: t('publishing.excludes'), text: f.list(one.excludes.map(({ text }) => text)) },
      {
        term: t('publishing.recruit_from_date'),
        text: momentAt(f, one.recruitFromDate, one.recruitFromTime),
      },
      { term: t('team.form.recruit_date'), text: momentAt(f, one.recruitDate, one.recruitTime) },
      {
        term: t('team.form.admitting'),
        text: admittingOf(one, i18n, f),
      },
    ])
  })
  const safety = computed(() => {
    const one = form()
    const { insurer, insuredFrom, insuredTo } = one
    const isWhole = isInsured(one) && insuredFrom !== '' && insuredTo !== ''
    const policy = isWhole ? `${insurer}（${f.dayYear(insuredFrom)}–${f.dayYear(insuredTo)}）` : ''
    return filled([
      { term: t('team.form.risk'), text: one.riskStatement },
      { term: t('publishing.danger'), text: one.isDangerous ? t('publishing.danger_yes') : '' },
      { term: t('team.form.insurance'), text: [one.insurance, policy].filter(Boolean).join('　') },
      { term: t('team.form.safeguards'), text: namesOf('safeguards', one.safeguards) },
    ])
  })
  return { who, safety, skillsOf: (chosen) => namesOf('skills', chosen) }
}
