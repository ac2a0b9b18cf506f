/**
 * How teams are to be called, by level and kind of unit: the parts of a name in their order, and its
 * ending. From annex 1 of 惠文明办〔2018〕92号 (naming of registered teams) and the notice before it
 * (县（区）志愿服务总队, 单位 + 志愿服务队). A site may set forms of its own.
 */
import type { RegionLevel } from './regions.ts'

/** `place` is the team's own region, `unit` the unit's own name with its trade. */
export const NAME_PARTS = ['province', 'city', 'county', 'township', 'place', 'unit'] as const
export type NamePart = (typeof NAME_PARTS)[number]

export interface TeamNameForm {
  level: 'federation' | 'corps' | 'team'
  /** Of the region in which the team lies. */
  regions: readonly RegionLevel[]
  /** Codes of unit kinds; null for every kind. */
  unitKinds: readonly string[] | null
  parts: readonly NamePart[]
  /** The first is the one suggested. */
  endings: readonly string[]
}

const EVERYWHERE: readonly RegionLevel[] = ['province', 'city', 'county', 'township']
const NEAR: readonly RegionLevel[] = ['county', 'township']
const TEAM = ['志愿服务队', '志愿服务大队', '志愿服务中队', '志愿服务支队', '志愿服务分队']
const PARTY = ['党员志愿服务队']
const CORPS = ['志愿服务总队', '志愿服务队']
const LEAGUE = [
  '志愿服务联合会',
  '志愿者联合会',
  '志愿服务组织联合会',
  '志愿服务总会',
  '志愿者总会',
  '志愿服务协会',
  '志愿者协会',
]
/** Units of a city or county (市直单位, 县直单位). */
const ORGANS = [
  'government',
  'mass_organisation',
  'education',
  'health',
  'science',
  'culture',
  'welfare',
  'other_institution',
  'state_company',
]
/** Whoever has a name of their own that says enough (各企事业单位、社会团体). */
const OWN_NAME = [
  'mass_organisation',
  'education',
  'health',
  'science',
  'culture',
  'welfare',
  'other_institution',
  'state_company',
  'company',
  'association',
  'social_service',
  'foundation',
  'social_organisation',
  'other',
]

const form = (
  level: TeamNameForm['level'],
  regions: readonly RegionLevel[],
  unitKinds: readonly string[] | null,
  parts: readonly NamePart[],
  endings: readonly string[],
): TeamNameForm => Object.freeze({ level, regions, unitKinds, parts, endings })

/** Of several that fit, the first is suggested first. */
export const TEAM_NAME_FORMS: readonly TeamNameForm[] = Object.freeze([
  form('federation', EVERYWHERE, null, ['place'], LEAGUE),
  form('federation', EVERYWHERE, null, ['place', 'unit'], LEAGUE),
  form('corps', ['county'], null, ['county'], CORPS),
  form('corps', NEAR, null, ['county', 'township'], CORPS),
  form('corps', EVERYWHERE, null, ['unit'], [...CORPS, ...LEAGUE]),
  form(
    'team',
    NEAR,
    ['residents_committee'],
    ['county', 'township', 'unit'],
    TEAM.map((ending) => `社区${ending}`),
  ),
  form(
    'team',
    NEAR,
    ['villagers_committee'],
    ['county', 'township', 'unit'],
    TEAM.map((ending) => `村${ending}`),
  ),
  form('team', ['township'], ['government'], ['county', 'township'], [...TEAM, '志愿服务总队']),
  form('team', ['city'], ORGANS, ['city', 'unit'], TEAM),
  form('team', ['city'], ORGANS, ['city', 'unit'], PARTY),
  form('team', ['county'], ORGANS, ['county', 'unit'], TEAM),
  form('team', ['county'], ORGANS, ['county', 'unit'], PARTY),
  form('team', EVERYWHERE, OWN_NAME, ['unit'], TEAM),
])
