/** The hospital's clock: days, numbers and periods follow it, whatever zone a server or browser runs in. */
import { DateTime } from 'luxon'

const UNTIL_TOLD = 'Asia/Shanghai'

let readZone = async (): Promise<string> => UNTIL_TOLD

/** Says where the zone is looked up (the setting `hospital.timezone`); done once, when the engine is put together. */
export function useHospitalZone(source: () => Promise<string>): void {
  readZone = source
}

export function hospitalZone(): Promise<string> {
  return readZone()
}

/** This moment on the hospital's clock. */
export async function hospitalNow(): Promise<DateTime> {
  return DateTime.now().setZone(await readZone())
}
