/** A mistake of the installation that its operator mends: told in one line, without a stack. */
export class RefusalToStart extends Error {}
