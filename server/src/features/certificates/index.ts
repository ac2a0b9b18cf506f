/** The door of certificates. */
export {
  issueProof,
  reverseHours,
  supersedeProofs,
  type IssuedProof,
  type Reversal,
} from './certificates.actions.ts'
