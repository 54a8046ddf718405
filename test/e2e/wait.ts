export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until it is so; tells what it waited for when it never is. */
export async function waitUntil(description: string, condition: () => Promise<boolean>, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`after ${seconds} s still not: ${description}`);
    }
    await sleep(50);
  }
}
