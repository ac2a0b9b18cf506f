import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, InTwoLanguages, Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { NOTICE_VERSIONS, type Policies } from './catalog.rules.ts'
import type { Campaign } from './campaigns.store.ts'
import type { Region } from './catalog.store.ts'
import type { Site } from './sites.store.ts'

const PoliciesShape = Type.Object({
  minimumOwnAge: Type.Integer(),
  minimumGuardianAge: Type.Integer(),
  adultAge: Type.Integer(),
  teamRequired: Type.Boolean(),
  homeTeamsMax: Type.Integer(),
  volunteerReviewDays: Type.Integer(),
  teamReviewDays: Type.Integer(),
  projectReviewDays: Type.Integer(),
  warnDayMinutes: Type.Integer(),
  secondPersonDayMinutes: Type.Integer(),
  maxDayMinutes: Type.Integer(),
  secondPersonEntryMinutes: Type.Integer(),
  recordDueDays: Type.Integer(),
  yearlyGoalMinutes: Type.Integer(),
  starMinutes: Type.Array(Type.Integer(), { description: 'minutes for one to five stars' }),
  complaintAcceptDays: Type.Integer(),
  complaintAnswerDays: Type.Integer(),
  complaintStatementDays: Type.Integer(),
  complaintMoreDays: Type.Integer(),
  complaintReopenDays: Type.Integer(),
  complaintContactMonths: Type.Integer(),
  trustedTeams: Type.Boolean({
    description: 'whether teams may be trusted to publish before they are checked',
  }),
  noShowLimit: Type.Integer({ description: 'no-shows that keep from signing up; 0: none' }),
})
export const SiteShape = Type.Object({
  siteId: Uuid,
  name: InTwoLanguages,
  tagline: InTwoLanguages,
  regionCode: Type.String(),
  regionPath: Type.String(),
  regionName: Type.String(),
  isDemo: Type.Boolean(),
  needsSetup: Type.Boolean({ description: 'true until a platform administrator has set a password' }),
  today: Day,
  now: Instant,
  policies: PoliciesShape,
  consents: Type.Object({
    serviceTerms: Type.String(),
    personalInformation: Type.String(),
    guardian: Type.String(),
  }),
})

const ShortName = Type.Object({
  zh: Type.String({ minLength: 2, maxLength: 40 }),
  en: Type.String({ minLength: 2, maxLength: 60 }),
})
const Line = Type.Object({ zh: Type.String({ maxLength: 80 }), en: Type.String({ maxLength: 120 }) })
export const RenameSiteBody = Type.Object({ name: ShortName, tagline: Line })

export const ListRegionsQuery = Type.Object({
  parent: Type.Optional(Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$' })),
  q: Type.Optional(Type.String({ maxLength: 50, description: 'pieces of the full name' })),
})
export const RegionList = Type.Object({
  items: Type.Array(
    Type.Object({
      regionCode: Type.String(),
      parentCode: Nullable(Type.String()),
      path: Type.String(),
      level: OneOf(['province', 'city', 'county', 'township']),
      name: Type.String(),
      fullName: Type.String(),
    }),
  ),
})

const NamedCodeShape = Type.Object({ code: Type.String(), name: InTwoLanguages })
export const CategoriesShape = Type.Object({
  service: Type.Array(NamedCodeShape),
  campaigns: Type.Array(
    Type.Object({
      code: Type.String(),
      name: InTwoLanguages,
      leadUnit: Nullable(Type.String()),
      responsibleUnits: Type.Array(Type.String()),
    }),
  ),
})
const Table = Type.Array(NamedCodeShape)
export const CodesShape = Type.Object({
  skills: Table,
  politicalStatus: Table,
  ethnicity: Table,
  education: Table,
  employment: Table,
  unitKinds: Table,
  recipients: Table,
  safeguards: Table,
  slots: Table,
})

export function showSite(
  site: Site,
  { policies, needsSetup, now }: { policies: Policies; needsSetup: boolean; now: Date },
): Static<typeof SiteShape> {
  return {
    siteId: site.siteId,
    name: { zh: site.nameZh, en: site.nameEn },
    tagline: { zh: site.taglineZh, en: site.taglineEn },
    regionCode: site.regionCode,
    regionPath: site.regionPath,
    regionName: site.regionName,
    isDemo: site.isDemo,
    needsSetup,
    today: dateIn(ZONE, now),
    now: now.toISOString(),
    policies: { ...policies, starMinutes: [...policies.starMinutes] },
    consents: NOTICE_VERSIONS,
  }
}

export const showRegions = (regions: Region[]): Static<typeof RegionList> => ({ items: regions })

export const showCampaign = ({
  siteId: _,
  siteName: __,
  ...campaign
}: Campaign): Static<typeof CategoriesShape>['campaigns'][number] => campaign

export const siteRefuses = { site_not_found: 404 } satisfies Refuses<'site_not_found'>
