/** The cause and how it is met: home, chapters, impact. Facts with figures stand in `facts.ts`. */
export const story = {
  home: {
    title: 'Care for people who must stay hidden',
    description: 'Care for North Korean refugees who hide in China, and for children whose mothers were sent back or have disappeared.',
    headline: 'Some people are only safe as long as nobody finds them.',
    lead: 'In China, North Korean refugees live in hiding. Many of their children have lost their mothers. We look after them, quietly, and we keep them hidden, here too.',
    sponsor: 'Sponsor a child',
    give: 'Give once or monthly',
    whyTitle: 'Who is hidden, and why',
    why: 'A person who leaves North Korea is a traitor there and has no rights in China. Three chapters tell how it came to this.',
    read: 'Read',
    careTitle: 'What care means',
    care: [
      { title: 'A home and food', text: 'Someone who cooks, a warm room, clothes that fit.' },
      { title: 'Learning', text: 'Lessons, books, and help with the things that are hard.' },
      { title: 'Health', text: 'A doctor when it is needed, medicine, glasses.' },
      { title: 'Someone to talk to', text: 'A grown-up who stays, who listens and who keeps promises.' },
    ],
    weekLink: 'What a week is like',
    safeTitle: 'You will not see a child’s face here',
    safe: 'The names and pictures on this site are not the children’s own. There is no town, no age and no story that belongs to one child alone. That is not a lack of trust in you: whatever one sponsor can see, somebody who hunts these families can buy for the price of one gift.',
    safeLink: 'How we keep them safe',
    stepsTitle: 'What happens with your gift',
    steps: ['You choose an amount and see the next date before you pay.', 'Gifts are put together and pay for care through people on the ground.', 'You hear at a steady rhythm what it did, and you can pause or stop it with two presses.'],
    closing: (amount: string) => `A place in care costs ${amount} a month.`,
  },
  index: {
    title: 'The story',
    description: 'Why North Korean refugees hide in China, what happens to the women, and who looks after the children.',
    lead: 'Three chapters. Every figure has its date and says who it comes from. Some figures don’t match exactly: they were counted at different times and mean different things, so we show them as they are.',
    chapterTitle: 'Chapter',
  },
  chapters: {
    refugees: {
      title: 'North Korean refugees',
      description: 'A famine, a closed border, and a country where leaving is treason.',
      lead: 'A famine drove hundreds of thousands across a river into China. They are still not safe there, and they can’t go home.',
      sections: [
        { title: 'The famine', text: 'In the middle of the 1990s the food ran out. The state that had promised to feed everyone couldn’t, and people began to walk.' },
        { title: 'Why people still leave', text: 'The famine ended. Hunger, fear and the watching did not.' },
        { title: 'What leaving costs', text: 'Whoever is caught on the way, or sent back, disappears into the camps.' },
        { title: 'The ways out', text: 'South is a wall. So people go north first, and a few of them reach the South by a long way round.' },
        { title: 'Not safe in China', text: 'Crossing the river ends the hunger. It doesn’t end the danger.' },
      ],
    },
    trafficking: {
      title: 'Women who are sold',
      description: 'Most refugees are women, and most of them have been sold.',
      lead: 'There are not enough women in parts of China. A woman who has no papers and no rights can be sold, and has nobody to tell.',
      sections: [
        { title: 'A country short of women', text: 'For a generation, families were allowed one child, and many wanted a boy.' },
        { title: 'Who pays the price', text: 'Refugee women are offered work across the river. What waits there is often a buyer.' },
      ],
    },
    'orphan-care': {
      title: 'The children left behind',
      description: 'Children of forced marriages, without their mothers: who they are and who looks after them.',
      lead: 'When a mother is caught and sent back, or has to run again, her child stays. Orphan Care is our answer to that.',
      sections: [
        { title: 'Born between two countries', text: 'These children were born in China, to a mother who officially was never there.' },
        { title: 'Where the mothers are', text: 'Most of the children in our care know nothing for certain. They wait.' },
        { title: 'Who is left', text: 'A child who loses a mother often loses the only person who could look after them.' },
      ],
    },
    next: 'Next chapter',
    afterLast: 'What you can do',
    sponsor: 'See the children',
    impact: 'Where money goes',
  },
  charts: {
    when: 'When',
    what: 'What',
    timeline: {
      title: 'How it unfolded',
      events: [
        { from: 1995, to: 1998, what: 'Famine; about 300,000 people flee into China' },
        { from: 1998, to: 1999, what: 'Escapes are believed to reach their peak' },
        { from: 2007, to: 2007, what: 'Floods; the most arrivals in South Korea in ten years' },
        { from: 2008, to: 2009, what: 'South Korea takes in over 2,800, then over 2,900 people' },
        { from: 2014, to: 2014, what: 'The UN’s Commission of Inquiry reports' },
        { from: 2017, to: 2017, what: 'Over 1,000 escapes in a year; a soldier runs across the border' },
      ],
    },
    women: { title: 'Of every ten refugees, seven are women', parts: ['Women, about 70%', 'Men, about 30%'] },
    sold: { title: 'Of every ten of those women, eight have been sold', parts: ['Trafficked, 80%', 'Not trafficked, 20%'] },
    mothers: { title: 'Where the mothers of the children in Orphan Care are', parts: ['Sent back to North Korea, 33%', 'Disappeared, another 30%', 'Others, about 37%'] },
    separation: { title: '12.4 years apart, on average, next to a childhood of 18', parts: ['12.4 years apart', 'The rest of a childhood of 18 years'] },
  },
  impact: {
    title: 'Where money goes',
    description: 'How gifts are used, what we publish and what we withhold.',
    lead: 'Gifts for the children’s care are pooled: they pay for the whole group, so that no child has more because a picture was liked more.',
    sections: [
      {
        title: 'How care works',
        text: [
          'Care is given by people who live near the children and whom we have known for a long time. They never use this site, and nothing on it leads to them.',
          'Each child’s need is shared by several sponsors. When a need is fully met, we say so and ask for gifts to shared care instead.',
        ],
      },
      {
        title: 'What a place in care pays for',
        text: ['The mix differs by age. These are the shares we plan with, in steps of ten percent, stated per group and never per child.'],
      },
      {
        title: 'What arrives',
        text: [
          'Our payment provider keeps a fee on each card payment. When you choose to cover it, you see the exact amount before you pay, and your whole gift arrives.',
          'Every payment, fee and refund is kept in a ledger that can’t be changed afterwards. A mistake is corrected by a new entry that names the old one.',
        ],
      },
      {
        title: 'What we publish, and what we withhold',
        text: [
          'Spending by category, checked by a second person, is published here for each quarter. The first report follows once a quarter is complete.',
          'We don’t publish places, partners, numbers of a single home, or anything tied to a date on which something happened to a child. It would help those who search for them.',
        ],
      },
    ],
    mix: { caption: 'Planned use per age group', group: 'Group', learning: 'Learning', home: 'Home and food', health: 'Health care', company: 'Someone to talk to' },
    give: 'Give',
  },
};
