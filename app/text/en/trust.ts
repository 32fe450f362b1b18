/** Safety, privacy, terms, questions, contact. Each page is a title, a lead and sections. */
export const trust = {
  safety: {
    title: 'How we keep children safe',
    description: 'What we withhold, why, and what it can’t do.',
    lead: 'The people we care for are searched for. Police pay for tips, and those who are found are sent back. So this is a safety system first and a donation site second.',
    sections: [
      { title: 'Five things we assume', text: ['Anybody can become a sponsor for the price of one gift. So what a sponsor sees is as good as public.', 'Whatever was shown once is kept by somebody for ever.', 'Those who search already know a child and want to be sure. Narrowing it down to a few is already harm.', 'Every database and every laptop is broken into one day, ours too.', 'Nobody in China ever uses this site. There is no account, no upload and no code to scan for people in the field.'] },
      { title: 'What is not in our systems at all', text: ['No real names, birthdays, ages, places, schools or papers. Nothing about a mother, relatives or carers. No phone numbers, no illnesses, no photographs of people, homes, streets or handwriting.', 'What isn’t stored can’t be stolen, lost or forced out of us. The list that links a profile to a child is on paper, with one person, somewhere else.'] },
      { title: 'What a profile holds', text: ['A made-up name from a list of words from nature, a drawn picture, a broad age group and sometimes one interest. Name, picture, greeting and order are drawn at random; nobody chooses them.', 'Each profile shares what it says with at least ten others, so that nothing on it points to one child. A child never appears or leaves alone. A profile may stay for a long time after a child has moved on.'] },
      { title: 'What sponsors hear', text: ['You hear about the group, not about one child, and never on the day something happens. Mails carry no name of a child, made up or not, and no picture is loaded from afar.', 'There are no letters, visits or photographs. Please don’t ask for a place or a picture: those questions go to our safeguarding officer.'] },
      { title: 'When something goes wrong', text: ['Every page about children can be switched off at once. Sponsors then see a resting page, and nothing about it says why.', 'If you find something that could help somebody find a child, please tell us right away through the contact page. Don’t publish it.'] },
      { title: 'What this can’t do', text: ['It can’t protect a child from somebody who knows them and lives nearby. It can’t undo what others have already published. And it makes this site plainer than you may wish: that is the price, and we think it is right.'] },
    ],
  },
  privacy: {
    title: 'Privacy',
    description: 'What we keep about donors, why, for how long, and your rights.',
    lead: 'We keep what a gift needs, encrypted, and nothing else.',
    sections: [
      { title: 'What we keep about you', text: ['Your e-mail address, your name if you give it, your language, your gifts and what you asked us to change. Address and name are encrypted with a key of your own.', 'We never see your card. You pay on a page of Stripe, who keep the card and tell us whether the payment arrived.'] },
      { title: 'Who else gets it', text: ['Stripe, to take the payment, and Resend, to deliver mail. Both get only what that takes. Nothing about a child is ever sent to either. We sell nothing and share nothing with other organisations.'] },
      { title: 'Cookies and logs', text: ['One cookie while you are signed in, and one for an hour while you sign in. No others, no tracking, no third parties, no scripts.', 'Your network address is not stored. To stop abuse we keep a scrambled form of it that changes every day. Mails don’t record whether you opened them.'] },
      { title: 'How long', text: ['As long as you give and as long as tax law asks for receipts. Sign-in requests are deleted after a day, sessions after thirty days.'] },
      { title: 'Your rights', text: ['You can ask for a copy of what we keep about you, have it corrected, and have it erased, apart from what tax law makes us keep. Write to us from the address you give with.'] },
    ],
  },
  terms: {
    title: 'Terms',
    description: 'What a gift is, how to stop one, refunds, and what happens when a child leaves.',
    lead: 'Plain rules for giving through this site.',
    sections: [
      { title: 'A gift', text: ['A gift is a donation to the organisation named at the foot of this page. A sponsorship is a gift too: it pays for the care of a whole group and is no contract with a child or about one.', 'Before you pay you see the amount, how often, what is charged today and the next date. Nothing else is ever charged.'] },
      { title: 'Pausing, changing, ending', text: ['You can pause a monthly gift for one to three months, change its amount or end it in your account, at any time and without giving a reason. During a pause nothing is charged, and nothing is caught up afterwards. After an ending nothing is charged any more.', 'When a charge fails we try again for a while. At most one period is collected; what was missed stays missed.'] },
      { title: 'Refunds', text: ['Was it a mistake: twice, too much, not you? Write to us within 90 days and we give it back in full, to the card it came from. Later, or for another reason, write to us too; we decide kindly.', 'A refund takes five to ten days to appear with your bank.'] },
      { title: 'When a child leaves', text: ['Children move on: they grow up, move away or no longer need us. To keep them safe, nothing you see or pay changes on that day. From that day on your gift goes to shared care, and at a later date, which is the same for everyone, we tell you and you choose: another child, shared care, or stop.', 'The charges between the day a child left and the day we tell you are given back if you ask.'] },
      { title: 'Receipts', text: ['Each payment gets one numbered receipt by mail. Whether you can deduct it from tax depends on where you live.'] },
      { title: 'Use of this site', text: ['Please don’t copy profiles elsewhere, don’t try to find out who a child is, and don’t ask us for more than we show.'] },
    ],
  },
  faq: {
    title: 'Questions',
    description: 'Short answers about giving, sponsoring and safety.',
    lead: 'Short answers. If yours is missing, write to us.',
    sections: [
      { title: 'Do I sponsor one child?', text: ['You take a place in the care of one child’s group. You see a made-up name and a drawn picture. The money pays for everybody in the group.'] },
      { title: 'Why is there no photograph?', text: ['Because a photograph can send a mother to a camp and a child after her. What a sponsor sees, anybody can see.'] },
      { title: 'Can I write to the child, or visit?', text: ['No. It would lead to them.'] },
      { title: 'Why does a profile never change?', text: ['If it changed when a child’s life changes, it would say when that happened. So profiles stay as they are until many change at once.'] },
      { title: 'What is charged, and when?', text: ['What you saw before you paid: today’s amount and, for a regular gift, the same amount on the same day of each month or year. The date stands in your account and in each mail.'] },
      { title: 'How do I pause, change or stop?', text: ['Sign in with your e-mail address, open the gift and choose. There is no password and nobody to talk to first.'] },
      { title: 'My card failed. What now?', text: ['We try again over the next weeks. If the card works again, you need do nothing. You never pay for more than one missed period.'] },
      { title: 'Did I pay twice?', text: ['The same form counts once, even when it is pressed twice or the page is reloaded. If your bank shows two charges, write to us and we sort it out.'] },
      { title: 'I didn’t get a receipt.', text: ['Look in your spam folder first. Sign in to see the receipt’s number in your giving history, and write to us if it isn’t there.'] },
    ],
  },
  contact: {
    title: 'Contact',
    description: 'How to reach us, about a gift or about safety.',
    lead: 'A person reads this mailbox.',
    write: 'Write to',
    post: 'By post',
    sections: [
      { title: 'About a gift', text: ['Please write from the address you gave with and name the receipt’s number or the date and the amount. Never send us a card number.'] },
      { title: 'About safety', text: ['Have you seen something, here or elsewhere, that could help somebody find a child or a refugee? Write “safety” as the subject, say where you saw it, and don’t pass it on.'] },
      { title: 'About a weakness of this site', text: ['If you found a way in, tell us how in a few lines and give us time to close it. We don’t take action against people who tell us.'] },
    ],
  },
};
