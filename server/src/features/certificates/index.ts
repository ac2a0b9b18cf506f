/** The door of certificates. */
export { issueProof, reverseHours, type IssuedProof, type Reversal } from './certificates.actions.ts'
