import type { DemoSignIn } from './load.ts'

/** People of the demo city whom its operator introduces. Their phones follow from the order of registration. */
export const DEMO_SIGN_INS: readonly DemoSignIn[] = []
