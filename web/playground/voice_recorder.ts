export interface Recording {
  bytes: Blob;
  name: string;
  seconds: number;
}

// Records from the microphone, where the browser can and the person allows it.
export class VoiceRecorder {
  private recorder: MediaRecorder | undefined;
  private stream: MediaStream | undefined;
  private chunks: Blob[] = [];
  private startedAt = 0;

  static get available(): boolean {
    return "MediaRecorder" in window && navigator.mediaDevices !== undefined;
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1_000;
  }

  // Throws where there is no microphone or it is not allowed.
  async start(): Promise<void> {
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"]
      .find((one) => MediaRecorder.isTypeSupported(one));
    this.recorder = new MediaRecorder(this.stream, type ? { mimeType: type } : {});
    this.chunks = [];
    this.recorder.addEventListener("dataavailable", (event) => this.chunks.push(event.data));
    this.recorder.start();
    this.startedAt = performance.now();
  }

  async finish(): Promise<Recording> {
    const recorder = this.recorder;
    if (!recorder) throw new Error("nothing is being recorded");
    const seconds = this.seconds;
    const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
    recorder.stop();
    await stopped;
    this.release();
    const type = recorder.mimeType.split(";")[0] || "audio/ogg";
    return { bytes: new Blob(this.chunks, { type }), name: `voice.${type.split("/")[1]}`, seconds };
  }

  discard(): void {
    if (this.recorder?.state === "recording") this.recorder.stop();
    this.release();
  }

  private release(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.recorder = undefined;
  }
}
