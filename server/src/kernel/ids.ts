/** Branded identifiers: a wrong id does not compile. All are UUIDv7 made by the program. */
declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type AccountId = Id<'account'>
export type SessionId = Id<'session'>
export type SiteId = Id<'site'>
export type ReviewId = Id<'review'>
export type VolunteerId = Id<'volunteer'>
export type CardKeyId = Id<'cardKey'>
export type TeamId = Id<'team'>
export type FileId = Id<'file'>
export type JoinCodeId = Id<'joinCode'>
export type MembershipId = Id<'membership'>
export type InvitationId = Id<'invitation'>
export type ImportId = Id<'import'>
export type MoveId = Id<'move'>
export type ProposalId = Id<'proposal'>
export type ProjectId = Id<'project'>
export type PositionId = Id<'position'>
export type SeriesId = Id<'series'>
export type ShiftId = Id<'shift'>
export type SignupId = Id<'signup'>
export type AttendanceId = Id<'attendance'>
export type ScanId = Id<'scan'>
export type HourEntryId = Id<'hourEntry'>
export type HourDraftId = Id<'hourDraft'>
export type EvaluationId = Id<'evaluation'>
export type NameConsentId = Id<'nameConsent'>
export type FamilyId = Id<'family'>
export type FamilyMemberId = Id<'familyMember'>
export type FamilyCodeId = Id<'familyCode'>
export type ProofId = Id<'proof'>
export type NoticeId = Id<'notice'>
export type RenameBatchId = Id<'renameBatch'>
export type FieldChangeId = Id<'fieldChange'>
export type ComplaintId = Id<'complaint'>
export type StatementId = Id<'statement'>
