/** Every advisory lock of the program, so that no two share a number. docs/locking.md says the order. */
export const MIGRATION_LOCK = 7_341_001
export const JOBS_LOCK = 7_341
/** Taken by whatever reshapes the tree of teams, before any row. */
export const TREE_LOCK = 7_341_002
