import type { PtzPoint } from '../api/types';

export interface PtzParts {
  /** Moves at these speeds; the camera stops by itself after so many seconds. */
  move(speed: PtzPoint, seconds: number): Promise<void>;
  stop(): Promise<void>;
  failed(error: unknown): void;
}

/** What is asked for runs out by itself, should this page die or the line break while a button is held. */
const leaseSeconds = 1.5;
const renewEveryMs = 700;

/** Moves a camera while something is held. One order at a time, in order, and a stop always last. */
export class PtzDrive {
  private wanted: PtzPoint | undefined;
  private moving = false;
  private busy = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: PtzParts) {}

  press(speed: PtzPoint): void {
    this.wanted = speed;
    void this.settle();
  }

  release(): void {
    if (!this.wanted) return;
    this.wanted = undefined;
    void this.settle();
  }

  private async settle(): Promise<void> {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    try {
      for (;;) {
        const { wanted } = this;
        if (wanted) {
          this.moving = true;
          await this.parts.move(wanted, leaseSeconds);
        } else if (this.moving) {
          await this.parts.stop();
          this.moving = false;
        }
        if (wanted === this.wanted) break;
      }
    } catch (error) {
      this.wanted = undefined;
      this.moving = false;
      this.parts.failed(error);
    } finally {
      this.busy = false;
    }
    if (this.wanted) this.timer = setTimeout(() => void this.settle(), renewEveryMs);
  }
}
