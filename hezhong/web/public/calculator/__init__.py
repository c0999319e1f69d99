"""我能主张什么: what somebody may claim, asked one question a page, reckoned with its articles, printed, taken into a complaint."""
