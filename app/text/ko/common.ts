export const common = {
  skipToContent: '본문으로 건너뛰기',
};
