/** Writes server/src/db/schema.gen.ts from a scratch database that has run every migration. `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrate } from '../server/src/db/migrate.ts'
import { openDatabase } from '../server/src/db/open.ts'
import { scratchServer } from '../server/test/scratch.ts'

const TARGET = join(import.meta.dirname, '../server/src/db/schema.gen.ts')

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  hasDefault: boolean
  /** Worked out by the database from its neighbours; nobody writes it. */
  isGenerated: boolean
}

const plain: Record<string, string> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  timestamptz: 'Date',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  jsonb: 'Json',
  bytea: 'Buffer',
  tstzrange: 'string',
  _text: 'string[]',
  _int4: 'number[]',
}

const brands: Record<string, string> = {
  account_id: 'AccountId',
  session_id: 'SessionId',
  site_id: 'SiteId',
  review_id: 'ReviewId',
  complaint_id: 'ComplaintId',
  statement_id: 'StatementId',
  volunteer_id: 'VolunteerId',
  card_key_id: 'CardKeyId',
  team_id: 'TeamId',
  file_id: 'FileId',
  membership_id: 'MembershipId',
  join_code_id: 'JoinCodeId',
  invitation_id: 'InvitationId',
  import_id: 'ImportId',
  move_id: 'MoveId',
  proposal_id: 'ProposalId',
  project_id: 'ProjectId',
  position_id: 'PositionId',
  series_id: 'SeriesId',
  guest_id: 'GuestId',
  shift_id: 'ShiftId',
  subscription_id: 'SubscriptionId',
  signup_id: 'SignupId',
  attendance_id: 'AttendanceId',
  scan_id: 'ScanId',
  hour_entry_id: 'HourEntryId',
  hour_draft_id: 'HourDraftId',
  evaluation_id: 'EvaluationId',
  name_consent_id: 'NameConsentId',
  family_id: 'FamilyId',
  family_member_id: 'FamilyMemberId',
  family_code_id: 'FamilyCodeId',
  head_id: 'VolunteerId',
  offered_to: 'VolunteerId',
  guardian_id: 'VolunteerId',
  proof_id: 'ProofId',
  notice_id: 'NoticeId',
  rename_batch_id: 'RenameBatchId',
  field_change_id: 'FieldChangeId',
  project_change_id: 'ProjectChangeId',
  parent_id: 'TeamId',
  from_parent_id: 'TeamId',
  to_parent_id: 'TeamId',
  receiver_id: 'TeamId',
  successor_id: 'TeamId',
  reviewer_team_id: 'TeamId',
  published_team_id: 'TeamId',
  certificate_file_id: 'FileId',
  application_file_id: 'FileId',
  leader_volunteer_id: 'VolunteerId',
  entered_by: 'AccountId',
  proposed_by: 'AccountId',
  agreed_by: 'AccountId',
  ended_by: 'AccountId',
  suspended_by: 'AccountId',
  lifted_by: 'AccountId',
  dissolved_by: 'AccountId',
  approved_by: 'AccountId',
  decided_by: 'AccountId',
  answered_by: 'AccountId',
  sent_by: 'AccountId',
  started_by: 'AccountId',
  granted_by: 'AccountId',
  created_by: 'AccountId',
  written_by: 'AccountId',
  hidden_by: 'AccountId',
  made_by: 'AccountId',
  uploaded_by: 'AccountId',
  reporter_account_id: 'AccountId',
  by_account_id: 'AccountId',
  given_by: 'AccountId',
  scanned_by: 'AccountId',
  submitted_by: 'AccountId',
  actor_account_id: 'AccountId',
  reverses: 'HourEntryId',
  sign_in_scan_id: 'ScanId',
  sign_out_scan_id: 'ScanId',
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase())

/** `(col = ANY (ARRAY['a'::text, 'b'::text]))` → 'a' | 'b' */
function unionOf(definition: string): { column: string; union: string } | null {
  const match = /^CHECK \(\((\w+) = ANY \(ARRAY\[([^\]]+)\]\)\)\)$/.exec(definition)
  if (match === null) return null
  const values = [...match[2]!.matchAll(/'([^']+)'::text/g)].map(([, value]) => `'${value}'`)
  return { column: match[1]!, union: values.join(' | ') }
}

async function generate(): Promise<string> {
  const server = await scratchServer()
  const opened = openDatabase(
    { ...server.connection, database: await server.createDatabase('schema_gen') },
    { writers: 1, readers: 1 },
  )
  try {
    await migrate(opened.db)
    const { rows: columns } = await sql<Column>`
      select table_name as "table", column_name as "column", udt_name as type, is_nullable = 'YES' as nullable,
        column_default is not null or identity_generation is not null as "hasDefault",
        is_generated = 'ALWAYS' as "isGenerated"
      from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'
      order by table_name, ordinal_position`.execute(opened.db)
    const { rows: checks } = await sql<{ table: string; definition: string }>`
      select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`.execute(opened.db)
    const unions = new Map<string, string>()
    for (const check of checks) {
      const found = unionOf(check.definition)
      if (found !== null) unions.set(`${check.table}.${found.column}`, found.union)
    }
    return print(columns, unions)
  } finally {
    await opened.close()
    await server.stop()
  }
}

function print(columns: readonly Column[], unions: ReadonlyMap<string, string>): string {
  const used = new Set<string>()
  const typeOf = (c: Column): string => {
    const union = unions.get(`${c.table}.${c.column}`)
    const brand = c.type === 'uuid' ? brands[c.column] : undefined
    if (brand !== undefined) used.add(brand)
    const base = union ?? brand ?? plain[c.type]
    if (base === undefined) throw new Error(`${c.table}.${c.column}: no TypeScript type for ${c.type}`)
    if (base === 'Json' && c.hasDefault) return 'JsonWithDefault'
    const nullable = c.nullable ? `${base} | null` : base
    if (c.isGenerated) return `GeneratedAlways<${nullable}>`
    return c.hasDefault ? `Generated<${nullable}>` : nullable
  }
  const tables = [...new Set(columns.map((c) => c.table))].map((table) => {
    const lines = columns.filter((c) => c.table === table).map((c) => `    ${camel(c.column)}: ${typeOf(c)}`)
    return `  ${camel(table)}: {\n${lines.join('\n')}\n  }`
  })
  return [
    '/** Generated by `npm run db:types` from server/src/db/migrations. Do not edit. */',
    "import type { ColumnType, Generated, GeneratedAlways } from 'kysely'",
    `import type {\n${[...used]
      .sort()
      .map((brand) => `  ${brand},\n`)
      .join('')}} from '../kernel/ids.ts'`,
    '',
    '/** Read as parsed JSON, written as text. */',
    'type Json = ColumnType<unknown, string, string>',
    'type JsonWithDefault = ColumnType<unknown, string | undefined, string>',
    '',
    `export interface Database {\n${tables.join('\n')}\n}`,
    '',
  ].join('\n')
}

const text = await generate()
if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text) {
    console.error('server/src/db/schema.gen.ts does not fit the migrations: run `npm run db:types`')
    process.exitCode = 1
  }
} else writeFileSync(TARGET, text)
