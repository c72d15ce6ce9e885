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

/** The day that was asked for last, and from when until when it lasts: every write asks, and zones take long to compute. */
let present = { zone: '', from: 0, until: 0, day: '' }

/** Today in the hospital, `2026-11-23`. */
export async function hospitalDay(): Promise<string> {
  const zone = await readZone()
  const now = Date.now()
  if (zone !== present.zone || now < present.from || now >= present.until) {
    const moment = DateTime.fromMillis(now, { zone })
    present = {
      zone,
      from: moment.startOf('day').toMillis(),
      until: moment.plus({ days: 1 }).startOf('day').toMillis(),
      day: moment.toFormat('yyyy-MM-dd'),
    }
  }
  return present.day
}
