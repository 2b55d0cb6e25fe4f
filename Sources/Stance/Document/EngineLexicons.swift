internal import Rules

/// The lexicons that the program itself asks for by name; all others serve patterns only.
package enum EngineLexicons {
  /// Their names.
  package static let names: Set<String> = [
    "abbreviations", "abbreviations_final", "accusing_verbs", "addressees", "adjectives", "adverbs",
    "answerers", "appeal_verbs", "asking_verbs", "association_fields", "association_roles",
    "attitude_nouns", "bank_openers", "bare_name_verbs", "bare_nouns", "body_forms", "body_nouns",
    "body_offices", "boilerplate", "bracketing_verbs", "candidate_roles", "caption_starts",
    "causative_verbs", "charity_words", "cities", "civic_members", "civil_bodies",
    "collective_sides", "company_nouns", "company_roles", "company_suffixes", "compelling_verbs",
    "congress_company", "coordinators", "counterparts", "court_bodies", "courtesy_titles",
    "courtesy_verbs", "courts", "creeds", "deputy_speakers", "deputy_words", "determiners",
    "document_nouns", "duty_verbs",
    "ed_adjectives", "editor_roles", "election_words", "envoy_modifiers",
    "envoy_roles", "event_verbs", "female_given_names", "female_titles", "former_words",
    "generic_roles", "government_bodies", "government_roles", "guest_verbs", "hedge_verbs",
    "hesitation_verbs", "infinitive_nouns", "institution_heads", "issuing_verbs", "joining_verbs",
    "joint_roles", "joint_titles", "lawyers", "leading_verbs", "legal_forms", "legislator_roles",
    "linking_verbs", "local_bodies", "local_roles", "male_given_names", "male_titles",
    "manner_verbs", "media_nouns", "meeting_nouns", "meeting_verbs", "modals", "moderators",
    "months", "mostly_nouns", "municipal_roles", "municipal_words", "nameless_bodies", "names_in_s",
    "narration_verbs", "negators", "nicknames", "not_names", "noun_verbs", "nouns", "nouns_in_ing",
    "nouns_in_s", "observer_roles", "offices_of_state", "opinion_verbs", "outlet_words",
    "panel_nouns", "partisan_roles", "party_bodies", "party_contests", "party_leaders",
    "person_particles", "person_suffixes", "place_named_bodies", "place_openers", "plan_words",
    "plural_titles", "possessive_pronouns", "post_nominals", "prepositions", "prepositions_multi",
    "private_roles", "pronouns_object", "pronouns_subject", "province_roles", "public_bodies",
    "public_premises", "question_verbs", "questioners", "quoting_verbs", "rank_words",
    "readout_phrases", "readout_titles", "ready_words", "rebel_groups", "regulator_nouns",
    "relative_pronouns", "release_notes", "rival_adjectives", "rival_nouns", "role_kinds",
    "role_nouns",
    "short_titles", "speech_openers", "speech_titles", "spoken_verbs", "spokespersons",
    "staff_fields", "staff_roles", "state_bodies", "state_body_heads", "state_body_modifiers",
    "state_forms", "state_organs", "state_roles", "statement_nouns", "statement_titles",
    "subordinators",
    "surname_bodies", "telling_verbs", "that_complement_nouns", "time_nouns", "title_heads",
    "title_modifiers", "titles", "town_bodies", "trade_nouns", "unattached_roles", "union_words",
    "university_parts", "unnamed_roles", "unnamed_speakers", "verbs", "weekdays", "wh_words",
    "word_given_names", "working_verbs", "writing_verbs", "written_nouns",
  ]

  /// The class in which the entries of some are inflected without being marked.
  static let inflected: [String: WordClass] = [
    "adjectives": .adjective, "asking_verbs": .verb, "bracketing_verbs": .verb,
    "causative_verbs": .verb, "collective_sides": .noun, "institution_heads": .noun,
    "linking_verbs": .verb,
    "noun_verbs": .verb, "nouns": .noun, "nouns_in_ing": .noun, "nouns_in_s": .noun,
    "opinion_verbs": .verb, "plan_words": .verb, "question_verbs": .verb, "role_nouns": .noun,
    "telling_verbs": .verb,
    "that_complement_nouns": .noun, "time_nouns": .noun, "title_heads": .noun,
    "unnamed_speakers": .noun,
    "verbs": .verb,
  ]
}
