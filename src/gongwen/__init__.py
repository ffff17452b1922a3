"""gongwen 公文: official Chinese text in, a Reading out. Offline, lossless, every finding tied to its words."""
