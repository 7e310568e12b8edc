CREATE TRIGGER guard_assembly_arrears_1 BEFORE UPDATE OF id, member_id, since, why, noted_by ON assembly_arrears FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_arrears_2 BEFORE DELETE ON assembly_arrears FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_arrears_2_replace_0 BEFORE INSERT ON assembly_arrears FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_arrears WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_arrears.id'); END
--;
CREATE TRIGGER guard_assembly_arrears_3 BEFORE UPDATE OF ended_on, ended_by ON assembly_arrears FOR EACH ROW WHEN NOT (OLD.ended_on IS NULL) BEGIN SELECT RAISE(ABORT, 'arrears end once'); END
--;
CREATE TRIGGER guard_assembly_attachment_1 BEFORE UPDATE ON assembly_attachment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_attachment_2 BEFORE DELETE ON assembly_attachment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_attachment_2_replace_0 BEFORE INSERT ON assembly_attachment FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_attachment WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_attachment.id'); END
--;
CREATE TRIGGER guard_assembly_attachment_2_replace_1 BEFORE INSERT ON assembly_attachment FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_attachment WHERE motion_id = NEW.motion_id AND digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_attachment.motion_id'); END
--;
CREATE TRIGGER guard_assembly_attachment_3 BEFORE INSERT ON assembly_attachment FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM assembly_item i WHERE i.motion_id = NEW.motion_id)) BEGIN SELECT RAISE(ABORT, 'papers are attached before a motion is on an agenda'); END
--;
CREATE TRIGGER guard_assembly_attendance_1 BEFORE UPDATE ON assembly_attendance FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_attendance_2 BEFORE DELETE ON assembly_attendance FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_attendance_2_replace_0 BEFORE INSERT ON assembly_attendance FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_attendance WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_attendance.id'); END
--;
CREATE TRIGGER guard_assembly_attendance_3 BEFORE INSERT ON assembly_attendance FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.closed_at IS NULL AND m.called_off_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'the attendance book is open from the call to the close of an assembly'); END
--;
CREATE TRIGGER guard_assembly_ballot_count_1 BEFORE UPDATE ON assembly_ballot_count FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_ballot_count_2 BEFORE DELETE ON assembly_ballot_count FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_ballot_count_2_replace_0 BEFORE INSERT ON assembly_ballot_count FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_ballot_count WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_ballot_count.id'); END
--;
CREATE TRIGGER guard_assembly_ballot_count_2_replace_1 BEFORE INSERT ON assembly_ballot_count FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_ballot_count WHERE vote_id = NEW.vote_id AND teller_id = NEW.teller_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_ballot_count.vote_id'); END
--;
CREATE TRIGGER guard_assembly_ballot_count_3 BEFORE INSERT ON assembly_ballot_count FOR EACH ROW WHEN NOT (NEW.cast_votes BETWEEN 0 AND (SELECT v.present FROM assembly_vote v WHERE v.id = NEW.vote_id)) BEGIN SELECT RAISE(ABORT, 'more ballots were counted than people who may vote are there'); END
--;
CREATE TRIGGER guard_assembly_ballot_count_4 BEFORE INSERT ON assembly_ballot_count FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) BEGIN SELECT RAISE(ABORT, 'this vote is closed'); END
--;
CREATE TRIGGER guard_assembly_board_1 BEFORE UPDATE ON assembly_board FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_board_2 BEFORE DELETE ON assembly_board FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_board_2_replace_0 BEFORE INSERT ON assembly_board FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_board WHERE vote_id = NEW.vote_id AND key = NEW.key) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_board.vote_id'); END
--;
CREATE TRIGGER guard_assembly_board_3 BEFORE INSERT ON assembly_board FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'the board is written once, at the count'); END
--;
CREATE TRIGGER guard_assembly_booth_1 BEFORE UPDATE ON assembly_booth FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_booth_2 BEFORE DELETE ON assembly_booth FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_booth_2_replace_0 BEFORE INSERT ON assembly_booth FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_booth WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_booth.id'); END
--;
CREATE TRIGGER guard_assembly_count_1 BEFORE UPDATE ON assembly_count FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_count_2 BEFORE DELETE ON assembly_count FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_count_2_replace_0 BEFORE INSERT ON assembly_count FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_count WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_count.id'); END
--;
CREATE TRIGGER guard_assembly_count_2_replace_1 BEFORE INSERT ON assembly_count FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_count WHERE vote_id = NEW.vote_id AND teller_id = NEW.teller_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_count.vote_id'); END
--;
CREATE TRIGGER guard_assembly_count_3 BEFORE INSERT ON assembly_count FOR EACH ROW WHEN NOT (NEW.in_favour + NEW.against + NEW.abstained + NEW.spoilt <= (SELECT v.present FROM assembly_vote v WHERE v.id = NEW.vote_id)) BEGIN SELECT RAISE(ABORT, 'more votes were counted than people who may vote are there'); END
--;
CREATE TRIGGER guard_assembly_count_4 BEFORE INSERT ON assembly_count FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) BEGIN SELECT RAISE(ABORT, 'this vote is closed'); END
--;
CREATE TRIGGER guard_assembly_delegation_1 BEFORE UPDATE OF id, member_id, purpose, words, limits, since, until, report_days, decision_id ON assembly_delegation FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_delegation_2 BEFORE DELETE ON assembly_delegation FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_delegation_2_replace_0 BEFORE INSERT ON assembly_delegation FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_delegation WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_delegation.id'); END
--;
CREATE TRIGGER guard_assembly_delegation_2_replace_1 BEFORE INSERT ON assembly_delegation FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_delegation WHERE decision_id = NEW.decision_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_delegation.decision_id'); END
--;
CREATE TRIGGER guard_assembly_delegation_3 BEFORE INSERT ON assembly_delegation FOR EACH ROW WHEN NOT (NEW.ended_on IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('assembly.delegation'))) BEGIN SELECT RAISE(ABORT, 'a delegate is sent by a decision of the assembly'); END
--;
CREATE TRIGGER guard_assembly_delegation_4 BEFORE UPDATE OF ended_on, ended_decision_id, returned_why ON assembly_delegation FOR EACH ROW WHEN NOT (OLD.ended_on IS NULL AND (NEW.returned_why IS NOT NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.ended_decision_id AND d.state = 'in force' AND d.kind IN ('assembly.delegation_recall')))) BEGIN SELECT RAISE(ABORT, 'a delegate is recalled by a decision of the assembly or gives it back, once'); END
--;
CREATE TRIGGER guard_assembly_dissent_1 BEFORE UPDATE ON assembly_dissent FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_dissent_2 BEFORE DELETE ON assembly_dissent FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_dissent_2_replace_0 BEFORE INSERT ON assembly_dissent FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_dissent WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_dissent.id'); END
--;
CREATE TRIGGER guard_assembly_dissent_2_replace_1 BEFORE INSERT ON assembly_dissent FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_dissent WHERE vote_id = NEW.vote_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_dissent.vote_id'); END
--;
CREATE TRIGGER guard_assembly_dissent_3 BEFORE INSERT ON assembly_dissent FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_result r WHERE r.vote_id = NEW.vote_id AND r.outcome = 'carried')) BEGIN SELECT RAISE(ABORT, 'dissent is from something carried'); END
--;
CREATE TRIGGER guard_assembly_dissent_4 BEFORE INSERT ON assembly_dissent FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.member_id = NEW.member_id AND s.said = 'in_favour')) BEGIN SELECT RAISE(ABORT, 'who said yes by name does not dissent'); END
--;
CREATE TRIGGER guard_assembly_envelope_1 BEFORE UPDATE ON assembly_envelope FOR EACH ROW WHEN NOT (FALSE) BEGIN SELECT RAISE(ABORT, 'a sealed envelope cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_envelope_2 BEFORE INSERT ON assembly_envelope FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.closed_at IS NULL AND u.outcome IS NULL) AND (SELECT COUNT(*) FROM assembly_envelope e WHERE e.vote_id = NEW.vote_id) < (SELECT COUNT(*) FROM assembly_slip s WHERE s.vote_id = NEW.vote_id AND s.used)) BEGIN SELECT RAISE(ABORT, 'an envelope goes into an open urn with the slip that is used for it'); END
--;
CREATE TRIGGER guard_assembly_envelope_3 BEFORE DELETE ON assembly_envelope FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'envelopes leave the urn once, at the count'); END
--;
CREATE TRIGGER guard_assembly_erratum_1 BEFORE UPDATE ON assembly_erratum FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_erratum_2 BEFORE DELETE ON assembly_erratum FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_erratum_2_replace_0 BEFORE INSERT ON assembly_erratum FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_erratum WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_erratum.id'); END
--;
CREATE TRIGGER guard_assembly_erratum_2_replace_1 BEFORE INSERT ON assembly_erratum FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_erratum WHERE minutes_id = NEW.minutes_id AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_erratum.minutes_id'); END
--;
CREATE TRIGGER guard_assembly_erratum_3 BEFORE INSERT ON assembly_erratum FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_minutes m WHERE m.id = NEW.minutes_id AND m.approved_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'only approved minutes have errata; others are changed before they are signed'); END
--;
CREATE TRIGGER guard_assembly_guest_1 BEFORE UPDATE OF id, meeting_id, name, capacity, came_at, noted_by ON assembly_guest FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_guest_2 BEFORE DELETE ON assembly_guest FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_guest_2_replace_0 BEFORE INSERT ON assembly_guest FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_guest WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_guest.id'); END
--;
CREATE TRIGGER guard_assembly_guest_3 BEFORE INSERT ON assembly_guest FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.closed_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'the attendance book is open from the call to the close of an assembly'); END
--;
CREATE TRIGGER guard_assembly_guest_4 BEFORE UPDATE OF left_at ON assembly_guest FOR EACH ROW WHEN NOT (OLD.left_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a guest goes once'); END
--;
CREATE TRIGGER guard_assembly_item_1 BEFORE UPDATE OF id, meeting_id, motion_id, position ON assembly_item FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_item_2 BEFORE DELETE ON assembly_item FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_item_2_replace_0 BEFORE INSERT ON assembly_item FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_item WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_item.id'); END
--;
CREATE TRIGGER guard_assembly_item_2_replace_1 BEFORE INSERT ON assembly_item FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_item WHERE meeting_id = NEW.meeting_id AND motion_id = NEW.motion_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_item.meeting_id'); END
--;
CREATE TRIGGER guard_assembly_item_2_replace_2 BEFORE INSERT ON assembly_item FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_item WHERE meeting_id = NEW.meeting_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_item.meeting_id'); END
--;
CREATE TRIGGER guard_assembly_item_3 BEFORE INSERT ON assembly_item FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'the agenda is frozen when the assembly is called'); END
--;
CREATE TRIGGER guard_assembly_item_4 BEFORE UPDATE OF set_aside_at, set_aside_why ON assembly_item FOR EACH ROW WHEN NOT (OLD.set_aside_at IS NULL AND EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = OLD.meeting_id AND m.opened_at IS NOT NULL AND m.closed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM assembly_result r WHERE r.motion_id = OLD.motion_id)) BEGIN SELECT RAISE(ABORT, 'an item is set aside once, by an open assembly, before it is voted'); END
--;
CREATE TRIGGER guard_assembly_lot_1 BEFORE UPDATE ON assembly_lot FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_lot_2 BEFORE DELETE ON assembly_lot FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_lot_2_replace_0 BEFORE INSERT ON assembly_lot FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_lot WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_lot.id'); END
--;
CREATE TRIGGER guard_assembly_lot_2_replace_1 BEFORE INSERT ON assembly_lot FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_lot WHERE vote_id = NEW.vote_id AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_lot.vote_id'); END
--;
CREATE TRIGGER guard_assembly_lot_3 BEFORE INSERT ON assembly_lot FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) BEGIN SELECT RAISE(ABORT, 'this vote is closed'); END
--;
CREATE TRIGGER guard_assembly_meeting_1 BEFORE UPDATE OF id, number, kind, continues_id, statute_id, called_on, called_for, place, called_as, petition_id, convened_by ON assembly_meeting FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_meeting_2 BEFORE DELETE ON assembly_meeting FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_meeting_2_replace_0 BEFORE INSERT ON assembly_meeting FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_meeting WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_meeting.id'); END
--;
CREATE TRIGGER guard_assembly_meeting_2_replace_1 BEFORE INSERT ON assembly_meeting FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_meeting WHERE continues_id = NEW.continues_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_meeting.continues_id'); END
--;
CREATE TRIGGER guard_assembly_meeting_2_replace_2 BEFORE INSERT ON assembly_meeting FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_meeting WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_meeting.number'); END
--;
CREATE TRIGGER guard_assembly_meeting_2_replace_3 BEFORE INSERT ON assembly_meeting FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_meeting WHERE petition_id = NEW.petition_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_meeting.petition_id'); END
--;
CREATE TRIGGER guard_assembly_meeting_3 BEFORE UPDATE OF called_off_at, called_off_by, called_off_why ON assembly_meeting FOR EACH ROW WHEN NOT (OLD.called_off_at IS NULL AND OLD.convened_at IS NOT NULL AND OLD.opened_at IS NULL) BEGIN SELECT RAISE(ABORT, 'an assembly is called off once, before it is opened'); END
--;
CREATE TRIGGER guard_assembly_meeting_4 BEFORE UPDATE OF convened_at ON assembly_meeting FOR EACH ROW WHEN NOT (OLD.convened_at IS NULL) BEGIN SELECT RAISE(ABORT, 'an assembly is called once'); END
--;
CREATE TRIGGER guard_assembly_meeting_5 BEFORE UPDATE OF opened_at, opened_by, opened_roll, opened_present, opened_sentence ON assembly_meeting FOR EACH ROW WHEN NOT (OLD.opened_at IS NULL AND OLD.convened_at IS NOT NULL AND OLD.called_off_at IS NULL) BEGIN SELECT RAISE(ABORT, 'an assembly is opened once, after it was called'); END
--;
CREATE TRIGGER guard_assembly_meeting_6 BEFORE UPDATE OF chair_id, teller_a_id, teller_b_id, signer_a_id, signer_b_id ON assembly_meeting FOR EACH ROW WHEN NOT (OLD.closed_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a closed assembly does not change'); END
--;
CREATE TRIGGER guard_assembly_meeting_7 BEFORE UPDATE OF closed_at ON assembly_meeting FOR EACH ROW WHEN NOT (OLD.closed_at IS NULL AND OLD.opened_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'an assembly is closed once, after it was opened'); END
--;
CREATE TRIGGER guard_assembly_minutes_1 BEFORE UPDATE OF id, meeting_id, version, facts, digest, fixed_at, fixed_by ON assembly_minutes FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_minutes_2 BEFORE DELETE ON assembly_minutes FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_minutes_2_replace_0 BEFORE INSERT ON assembly_minutes FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_minutes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_minutes.id'); END
--;
CREATE TRIGGER guard_assembly_minutes_2_replace_1 BEFORE INSERT ON assembly_minutes FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_minutes WHERE meeting_id = NEW.meeting_id AND version = NEW.version) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_minutes.meeting_id'); END
--;
CREATE TRIGGER guard_assembly_minutes_3 BEFORE INSERT ON assembly_minutes FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting t WHERE t.id = NEW.meeting_id AND t.closed_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM assembly_minutes m WHERE m.meeting_id = NEW.meeting_id AND m.returned_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'the minutes of a closed assembly are fixed once, and anew when they were sent back'); END
--;
CREATE TRIGGER guard_assembly_minutes_4 BEFORE UPDATE OF returned_at, returned_by, returned_why ON assembly_minutes FOR EACH ROW WHEN NOT (OLD.returned_at IS NULL AND OLD.approved_at IS NULL) BEGIN SELECT RAISE(ABORT, 'minutes are sent back once, before all have signed'); END
--;
CREATE TRIGGER guard_assembly_minutes_5 BEFORE UPDATE OF approved_at, entry_seq, entry_digest ON assembly_minutes FOR EACH ROW WHEN NOT (OLD.approved_at IS NULL AND OLD.returned_at IS NULL AND EXISTS (SELECT 1 FROM assembly_signer s WHERE s.minutes_id = OLD.id) AND NOT EXISTS (SELECT 1 FROM assembly_signer s WHERE s.minutes_id = OLD.id AND NOT EXISTS (SELECT 1 FROM assembly_signed g WHERE g.minutes_id = s.minutes_id AND g.member_id = s.member_id))) BEGIN SELECT RAISE(ABORT, 'minutes are approved once, when all have signed'); END
--;
CREATE TRIGGER guard_assembly_motion_1 BEFORE UPDATE OF id, kind, title, matter, proposal, subject, described, needs_registration, proposed_by, proposed_at ON assembly_motion FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_motion_2 BEFORE DELETE ON assembly_motion FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_motion_2_replace_0 BEFORE INSERT ON assembly_motion FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_motion WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_motion.id'); END
--;
CREATE TRIGGER guard_assembly_motion_3 BEFORE UPDATE OF withdrawn_at ON assembly_motion FOR EACH ROW WHEN NOT (OLD.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_result r WHERE r.motion_id = OLD.id)) BEGIN SELECT RAISE(ABORT, 'a motion is withdrawn once, and before it is voted'); END
--;
CREATE TRIGGER guard_assembly_note_1 BEFORE UPDATE ON assembly_note FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_note_2 BEFORE DELETE ON assembly_note FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_note_2_replace_0 BEFORE INSERT ON assembly_note FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_note WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_note.id'); END
--;
CREATE TRIGGER guard_assembly_note_3 BEFORE INSERT ON assembly_note FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting t WHERE t.id = NEW.meeting_id AND t.opened_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM assembly_minutes m WHERE m.meeting_id = NEW.meeting_id AND m.returned_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'minutes are written from the opening until they are fixed for signing'); END
--;
CREATE TRIGGER guard_assembly_petition_1 BEFORE UPDATE OF id, why, motions, started_by, started_at ON assembly_petition FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_petition_2 BEFORE DELETE ON assembly_petition FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_petition_2_replace_0 BEFORE INSERT ON assembly_petition FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_petition WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_petition.id'); END
--;
CREATE TRIGGER guard_assembly_petition_3 BEFORE UPDATE OF reached_at ON assembly_petition FOR EACH ROW WHEN NOT (OLD.reached_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a petition is reached once'); END
--;
CREATE TRIGGER guard_assembly_petition_signature_1 BEFORE UPDATE OF id, petition_id, member_id, at ON assembly_petition_signature FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_petition_signature_2 BEFORE DELETE ON assembly_petition_signature FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_petition_signature_2_replace_0 BEFORE INSERT ON assembly_petition_signature FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_petition_signature WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_petition_signature.id'); END
--;
CREATE TRIGGER guard_assembly_petition_signature_3 BEFORE UPDATE OF withdrawn_at ON assembly_petition_signature FOR EACH ROW WHEN NOT (OLD.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM assembly_petition p WHERE p.id = OLD.petition_id AND p.reached_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'a signature is withdrawn once, and before enough have signed'); END
--;
CREATE TRIGGER guard_assembly_preliminary_1 BEFORE UPDATE ON assembly_preliminary FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_preliminary_2 BEFORE DELETE ON assembly_preliminary FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_preliminary_2_replace_0 BEFORE INSERT ON assembly_preliminary FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_preliminary WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_preliminary.id'); END
--;
CREATE TRIGGER guard_assembly_preliminary_2_replace_1 BEFORE INSERT ON assembly_preliminary FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_preliminary WHERE vote_id = NEW.vote_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_preliminary.vote_id'); END
--;
CREATE TRIGGER guard_assembly_preliminary_3 BEFORE INSERT ON assembly_preliminary FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND CASE v.method WHEN 'roll-call' THEN v.about IN ('choice', 'election') OR ((SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'in_favour') = NEW.in_favour AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'against') = NEW.against AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'abstained') = NEW.abstained) WHEN 'slips' THEN EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = v.id AND u.outcome = 'counted' AND (v.about IN ('choice', 'election') OR (u.in_favour = NEW.in_favour AND u.against = NEW.against AND u.abstained = NEW.abstained))) ELSE CASE WHEN v.about IN ('choice', 'election') THEN EXISTS (SELECT 1 FROM assembly_ballot_count a JOIN assembly_ballot_count b ON b.vote_id = a.vote_id AND b.digest = a.digest AND b.teller_id <> a.teller_id WHERE a.vote_id = NEW.vote_id) ELSE (SELECT COUNT(DISTINCT c.teller_id) FROM assembly_count c WHERE c.vote_id = NEW.vote_id AND c.in_favour = NEW.in_favour AND c.against = NEW.against AND c.abstained = NEW.abstained AND c.spoilt = NEW.spoilt) >= 2 END END)) BEGIN SELECT RAISE(ABORT, 'two different tellers must have counted the same'); END
--;
CREATE TRIGGER guard_assembly_preliminary_4 BEFORE INSERT ON assembly_preliminary FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) BEGIN SELECT RAISE(ABORT, 'this vote is closed'); END
--;
CREATE TRIGGER guard_assembly_preliminary_5 BEFORE INSERT ON assembly_preliminary FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND v.about IN ('amendment', 'choice'))) BEGIN SELECT RAISE(ABORT, 'a motion becomes a decision'); END
--;
CREATE TRIGGER guard_assembly_premeeting_1 BEFORE UPDATE OF id, meeting_id, whom, at, place, noted_by ON assembly_premeeting FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_premeeting_2 BEFORE DELETE ON assembly_premeeting FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_premeeting_2_replace_0 BEFORE INSERT ON assembly_premeeting FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_premeeting WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_premeeting.id'); END
--;
CREATE TRIGGER guard_assembly_premeeting_3 BEFORE INSERT ON assembly_premeeting FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.opened_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'a shift meets between the call and the opening of an assembly'); END
--;
CREATE TRIGGER guard_assembly_premeeting_4 BEFORE UPDATE OF said, said_by ON assembly_premeeting FOR EACH ROW WHEN NOT (OLD.said IS NULL) BEGIN SELECT RAISE(ABORT, 'it is written once'); END
--;
CREATE TRIGGER guard_assembly_proxy_1 BEFORE UPDATE OF id, meeting_id, giver_id, holder_id, at, seen_by ON assembly_proxy FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_proxy_2 BEFORE DELETE ON assembly_proxy FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_proxy_2_replace_0 BEFORE INSERT ON assembly_proxy FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_proxy WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_proxy.id'); END
--;
CREATE TRIGGER guard_assembly_proxy_3 BEFORE INSERT ON assembly_proxy FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.closed_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'the attendance book is open from the call to the close of an assembly'); END
--;
CREATE TRIGGER guard_assembly_proxy_4 BEFORE INSERT ON assembly_proxy FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM assembly_proxy p WHERE p.meeting_id = NEW.meeting_id AND p.giver_id = NEW.giver_id AND p.ended_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'a member has one proxy'); END
--;
CREATE TRIGGER guard_assembly_proxy_5 BEFORE UPDATE OF ended_at ON assembly_proxy FOR EACH ROW WHEN NOT (OLD.ended_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a proxy ends once'); END
--;
CREATE TRIGGER guard_assembly_result_1 BEFORE UPDATE ON assembly_result FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_result_2 BEFORE DELETE ON assembly_result FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_result_2_replace_0 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_result WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_result.id'); END
--;
CREATE TRIGGER guard_assembly_result_2_replace_1 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_result WHERE decision_id = NEW.decision_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_result.decision_id'); END
--;
CREATE TRIGGER guard_assembly_result_2_replace_2 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_result WHERE motion_id = NEW.motion_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_result.motion_id'); END
--;
CREATE TRIGGER guard_assembly_result_2_replace_3 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_result WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_result.number'); END
--;
CREATE TRIGGER guard_assembly_result_2_replace_4 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_result WHERE serial = NEW.serial) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_result.serial'); END
--;
CREATE TRIGGER guard_assembly_result_2_replace_5 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_result WHERE vote_id = NEW.vote_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_result.vote_id'); END
--;
CREATE TRIGGER guard_assembly_result_3 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND CASE v.method WHEN 'roll-call' THEN v.about IN ('choice', 'election') OR ((SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'in_favour') = NEW.in_favour AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'against') = NEW.against AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'abstained') = NEW.abstained) WHEN 'slips' THEN EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = v.id AND u.outcome = 'counted' AND (v.about IN ('choice', 'election') OR (u.in_favour = NEW.in_favour AND u.against = NEW.against AND u.abstained = NEW.abstained))) ELSE CASE WHEN v.about IN ('choice', 'election') THEN EXISTS (SELECT 1 FROM assembly_ballot_count a JOIN assembly_ballot_count b ON b.vote_id = a.vote_id AND b.digest = a.digest AND b.teller_id <> a.teller_id WHERE a.vote_id = NEW.vote_id) ELSE (SELECT COUNT(DISTINCT c.teller_id) FROM assembly_count c WHERE c.vote_id = NEW.vote_id AND c.in_favour = NEW.in_favour AND c.against = NEW.against AND c.abstained = NEW.abstained AND c.spoilt = NEW.spoilt) >= 2 END END)) BEGIN SELECT RAISE(ABORT, 'two different tellers must have counted the same'); END
--;
CREATE TRIGGER guard_assembly_result_4 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.outcome = NEW.outcome)) BEGIN SELECT RAISE(ABORT, 'a result is a recorded decision'); END
--;
CREATE TRIGGER guard_assembly_result_5 BEFORE INSERT ON assembly_result FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND v.motion_id = NEW.motion_id AND v.about IN ('motion', 'election'))) BEGIN SELECT RAISE(ABORT, 'a result belongs to the motion that was voted'); END
--;
CREATE TRIGGER guard_assembly_said_1 BEFORE UPDATE ON assembly_said FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_said_2 BEFORE DELETE ON assembly_said FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_said_2_replace_0 BEFORE INSERT ON assembly_said FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_said WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_said.id'); END
--;
CREATE TRIGGER guard_assembly_said_2_replace_1 BEFORE INSERT ON assembly_said FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_said WHERE vote_id = NEW.vote_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_said.vote_id'); END
--;
CREATE TRIGGER guard_assembly_said_3 BEFORE INSERT ON assembly_said FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) BEGIN SELECT RAISE(ABORT, 'this vote is closed'); END
--;
CREATE TRIGGER guard_assembly_said_4 BEFORE INSERT ON assembly_said FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_voter o JOIN assembly_vote v ON v.id = o.vote_id WHERE o.vote_id = NEW.vote_id AND o.member_id = NEW.member_id AND o.may_vote AND v.method = 'roll-call')) BEGIN SELECT RAISE(ABORT, 'who may not vote in this roll-call says nothing in it'); END
--;
CREATE TRIGGER guard_assembly_sent_1 BEFORE UPDATE ON assembly_sent FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_sent_2 BEFORE DELETE ON assembly_sent FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_sent_2_replace_0 BEFORE INSERT ON assembly_sent FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_sent WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_sent.id'); END
--;
CREATE TRIGGER guard_assembly_sent_2_replace_1 BEFORE INSERT ON assembly_sent FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_sent WHERE meeting_id = NEW.meeting_id AND what = NEW.what) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_sent.meeting_id'); END
--;
CREATE TRIGGER guard_assembly_signature_1 BEFORE UPDATE ON assembly_signature FOR EACH ROW WHEN NOT (FALSE) BEGIN SELECT RAISE(ABORT, 'what is signed cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_signature_2 BEFORE INSERT ON assembly_signature FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL) AND EXISTS (SELECT 1 FROM assembly_voter o WHERE o.vote_id = NEW.vote_id AND o.member_id = NEW.member_id AND o.may_vote)) BEGIN SELECT RAISE(ABORT, 'who may vote signs, while the urn is open'); END
--;
CREATE TRIGGER guard_assembly_signature_3 BEFORE DELETE ON assembly_signature FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'signatures are rewritten once, at the count'); END
--;
CREATE TRIGGER guard_assembly_signed_1 BEFORE UPDATE ON assembly_signed FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_signed_2 BEFORE DELETE ON assembly_signed FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_signed_2_replace_0 BEFORE INSERT ON assembly_signed FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_signed WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_signed.id'); END
--;
CREATE TRIGGER guard_assembly_signed_2_replace_1 BEFORE INSERT ON assembly_signed FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_signed WHERE minutes_id = NEW.minutes_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_signed.minutes_id'); END
--;
CREATE TRIGGER guard_assembly_signed_3 BEFORE INSERT ON assembly_signed FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_minutes m JOIN assembly_signer s ON s.minutes_id = m.id WHERE m.id = NEW.minutes_id AND s.member_id = NEW.member_id AND m.digest = NEW.digest AND m.returned_at IS NULL AND m.approved_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'only who must sign does, and only the fixed text'); END
--;
CREATE TRIGGER guard_assembly_signer_1 BEFORE UPDATE ON assembly_signer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_signer_2 BEFORE DELETE ON assembly_signer FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_signer_2_replace_0 BEFORE INSERT ON assembly_signer FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_signer WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_signer.id'); END
--;
CREATE TRIGGER guard_assembly_signer_2_replace_1 BEFORE INSERT ON assembly_signer FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_signer WHERE minutes_id = NEW.minutes_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_signer.minutes_id'); END
--;
CREATE TRIGGER guard_assembly_signer_3 BEFORE INSERT ON assembly_signer FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM assembly_signed g WHERE g.minutes_id = NEW.minutes_id)) BEGIN SELECT RAISE(ABORT, 'who signs is fixed before the first signature'); END
--;
CREATE TRIGGER guard_assembly_slip_1 BEFORE INSERT ON assembly_slip FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NULL) AND NOT NEW.used OR EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'slips are printed before an urn is opened'); END
--;
CREATE TRIGGER guard_assembly_slip_2 BEFORE UPDATE OF vote_id, hashed ON assembly_slip FOR EACH ROW WHEN NOT (FALSE) BEGIN SELECT RAISE(ABORT, 'a slip stays what it is'); END
--;
CREATE TRIGGER guard_assembly_slip_3 BEFORE UPDATE OF used ON assembly_slip FOR EACH ROW WHEN NOT (NOT OLD.used AND NEW.used AND EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.closed_at IS NULL AND u.outcome IS NULL)) BEGIN SELECT RAISE(ABORT, 'a slip is used once, while its urn is open'); END
--;
CREATE TRIGGER guard_assembly_slip_4 BEFORE DELETE ON assembly_slip FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NULL) OR EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'slips are rewritten once, at the count'); END
--;
CREATE TRIGGER guard_assembly_speaker_1 BEFORE UPDATE OF id, meeting_id, item_id, member_id, guest_id, asked_at, noted_by ON assembly_speaker FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_speaker_2 BEFORE DELETE ON assembly_speaker FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_speaker_2_replace_0 BEFORE INSERT ON assembly_speaker FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_speaker WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_speaker.id'); END
--;
CREATE TRIGGER guard_assembly_speaker_3 BEFORE INSERT ON assembly_speaker FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.opened_at IS NOT NULL AND m.closed_at IS NULL)) BEGIN SELECT RAISE(ABORT, 'people speak in an open assembly'); END
--;
CREATE TRIGGER guard_assembly_speaker_4 BEFORE UPDATE OF began_at ON assembly_speaker FOR EACH ROW WHEN NOT (OLD.began_at IS NULL AND OLD.ended_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a speech begins once'); END
--;
CREATE TRIGGER guard_assembly_speaker_5 BEFORE UPDATE OF ended_at ON assembly_speaker FOR EACH ROW WHEN NOT (OLD.ended_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a speech ends once'); END
--;
CREATE TRIGGER guard_assembly_statute_1 BEFORE UPDATE ON assembly_statute FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_statute_2 BEFORE DELETE ON assembly_statute FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_statute_2_replace_0 BEFORE INSERT ON assembly_statute FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_statute WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_statute.id'); END
--;
CREATE TRIGGER guard_assembly_statute_2_replace_1 BEFORE INSERT ON assembly_statute FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_statute WHERE decision_id = NEW.decision_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_statute.decision_id'); END
--;
CREATE TRIGGER guard_assembly_statute_3 BEFORE INSERT ON assembly_statute FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('assembly.founding', 'assembly.statute_values'))) BEGIN SELECT RAISE(ABORT, 'a statute is adopted by the founding act and changed by the assembly'); END
--;
CREATE TRIGGER guard_assembly_support_1 BEFORE UPDATE ON assembly_support FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_support_2 BEFORE DELETE ON assembly_support FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_support_2_replace_0 BEFORE INSERT ON assembly_support FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_support WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_support.id'); END
--;
CREATE TRIGGER guard_assembly_support_2_replace_1 BEFORE INSERT ON assembly_support FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_support WHERE motion_id = NEW.motion_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_support.motion_id'); END
--;
CREATE TRIGGER guard_assembly_task_1 BEFORE UPDATE ON assembly_task FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_task_2 BEFORE DELETE ON assembly_task FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_task_2_replace_0 BEFORE INSERT ON assembly_task FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_task WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_task.id'); END
--;
CREATE TRIGGER guard_assembly_task_3 BEFORE INSERT ON assembly_task FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.outcome = 'carried')) BEGIN SELECT RAISE(ABORT, 'a task follows from something carried'); END
--;
CREATE TRIGGER guard_assembly_task_step_1 BEFORE UPDATE ON assembly_task_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_task_step_2 BEFORE DELETE ON assembly_task_step FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_task_step_2_replace_0 BEFORE INSERT ON assembly_task_step FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_task_step WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_task_step.id'); END
--;
CREATE TRIGGER guard_assembly_task_step_3 BEFORE INSERT ON assembly_task_step FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM assembly_task_step s WHERE s.task_id = NEW.task_id AND s.way <> 'note')) BEGIN SELECT RAISE(ABORT, 'a task ends once'); END
--;
CREATE TRIGGER guard_assembly_urn_1 BEFORE UPDATE OF id, vote_id ON assembly_urn FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_urn_2 BEFORE DELETE ON assembly_urn FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_urn_2_replace_0 BEFORE INSERT ON assembly_urn FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_urn WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_urn.id'); END
--;
CREATE TRIGGER guard_assembly_urn_2_replace_1 BEFORE INSERT ON assembly_urn FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_urn WHERE vote_id = NEW.vote_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_urn.vote_id'); END
--;
CREATE TRIGGER guard_assembly_urn_3 BEFORE UPDATE OF public_key, longest, printed, opening_hash, keepers, prepared_at, prepared_by ON assembly_urn FOR EACH ROW WHEN NOT (OLD.opened_at IS NULL AND OLD.outcome IS NULL) BEGIN SELECT RAISE(ABORT, 'an open urn does not change'); END
--;
CREATE TRIGGER guard_assembly_urn_4 BEFORE UPDATE OF opened_at ON assembly_urn FOR EACH ROW WHEN NOT (OLD.opened_at IS NULL AND OLD.outcome IS NULL) BEGIN SELECT RAISE(ABORT, 'an urn is opened once'); END
--;
CREATE TRIGGER guard_assembly_urn_5 BEFORE UPDATE OF closed_at ON assembly_urn FOR EACH ROW WHEN NOT (OLD.opened_at IS NOT NULL AND OLD.closed_at IS NULL) BEGIN SELECT RAISE(ABORT, 'an urn is closed once, after it was opened'); END
--;
CREATE TRIGGER guard_assembly_urn_6 BEFORE UPDATE OF outcome, outcome_at, signatures, second_urn, burned, envelopes, remaining, in_favour, against, abstained, ballots, is_public ON assembly_urn FOR EACH ROW WHEN NOT (OLD.closed_at IS NOT NULL AND OLD.outcome IS NULL) BEGIN SELECT RAISE(ABORT, 'an urn is counted once, after it was closed'); END
--;
CREATE TRIGGER guard_assembly_urn_7 BEFORE INSERT ON assembly_urn FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND v.method = 'slips')) BEGIN SELECT RAISE(ABORT, 'this vote is not taken by slips'); END
--;
CREATE TRIGGER guard_assembly_variant_1 BEFORE UPDATE OF id, item_id, motion_id, way ON assembly_variant FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_variant_2 BEFORE DELETE ON assembly_variant FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_variant_2_replace_0 BEFORE INSERT ON assembly_variant FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_variant WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_variant.id'); END
--;
CREATE TRIGGER guard_assembly_variant_2_replace_1 BEFORE INSERT ON assembly_variant FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_variant WHERE item_id = NEW.item_id AND motion_id = NEW.motion_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_variant.item_id'); END
--;
CREATE TRIGGER guard_assembly_variant_3 BEFORE INSERT ON assembly_variant FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_item i JOIN assembly_motion a ON a.id = i.motion_id JOIN assembly_motion b ON b.id = NEW.motion_id WHERE i.id = NEW.item_id AND a.kind = b.kind AND a.id <> b.id)) BEGIN SELECT RAISE(ABORT, 'another text of an item is a motion of the same kind'); END
--;
CREATE TRIGGER guard_assembly_variant_4 BEFORE INSERT ON assembly_variant FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = NEW.item_id)) BEGIN SELECT RAISE(ABORT, 'this item has its result'); END
--;
CREATE TRIGGER guard_assembly_vote_1 BEFORE UPDATE ON assembly_vote FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_vote_2 BEFORE DELETE ON assembly_vote FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_vote_2_replace_0 BEFORE INSERT ON assembly_vote FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_vote WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_vote.id'); END
--;
CREATE TRIGGER guard_assembly_vote_2_replace_1 BEFORE INSERT ON assembly_vote FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_vote WHERE item_id = NEW.item_id AND about = NEW.about AND motion_id = NEW.motion_id AND round = NEW.round) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_vote.item_id'); END
--;
CREATE TRIGGER guard_assembly_vote_3 BEFORE INSERT ON assembly_vote FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM assembly_item i JOIN assembly_meeting m ON m.id = i.meeting_id WHERE i.id = NEW.item_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) BEGIN SELECT RAISE(ABORT, 'only an open assembly votes, and on each item once'); END
--;
CREATE TRIGGER guard_assembly_voter_1 BEFORE UPDATE ON assembly_voter FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_assembly_voter_2 BEFORE DELETE ON assembly_voter FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_assembly_voter_2_replace_0 BEFORE INSERT ON assembly_voter FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_voter WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_voter.id'); END
--;
CREATE TRIGGER guard_assembly_voter_2_replace_1 BEFORE INSERT ON assembly_voter FOR EACH ROW WHEN EXISTS (SELECT 1 FROM assembly_voter WHERE vote_id = NEW.vote_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: assembly_voter.vote_id'); END
--;
CREATE TRIGGER guard_books_account_1 BEFORE UPDATE ON books_account FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_books_account_2 BEFORE DELETE ON books_account FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_books_account_2_replace_0 BEFORE INSERT ON books_account FOR EACH ROW WHEN EXISTS (SELECT 1 FROM books_account WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: books_account.id'); END
--;
CREATE TRIGGER guard_books_account_2_replace_1 BEFORE INSERT ON books_account FOR EACH ROW WHEN EXISTS (SELECT 1 FROM books_account WHERE code = NEW.code) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: books_account.code'); END
--;
CREATE TRIGGER guard_books_entry_1 BEFORE UPDATE OF id, day, text, meta, origin, veiled, reverses_id, at, by ON books_entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_books_entry_2 BEFORE DELETE ON books_entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_books_entry_2_replace_0 BEFORE INSERT ON books_entry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM books_entry WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: books_entry.id'); END
--;
CREATE TRIGGER guard_books_entry_2_replace_1 BEFORE INSERT ON books_entry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM books_entry WHERE reverses_id = NEW.reverses_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: books_entry.reverses_id'); END
--;
CREATE TRIGGER guard_books_entry_3 BEFORE INSERT ON books_entry FOR EACH ROW WHEN NOT (NOT NEW.sealed) BEGIN SELECT RAISE(ABORT, 'an entry is sealed after its lines are written'); END
--;
CREATE TRIGGER guard_books_entry_4 BEFORE UPDATE ON books_entry FOR EACH ROW WHEN NOT (NEW.sealed AND NOT OLD.sealed AND (SELECT COUNT(*) FROM books_posting p WHERE p.entry_id = NEW.id) > 1 AND (SELECT SUM(p.amount) FROM books_posting p WHERE p.entry_id = NEW.id) = 0) BEGIN SELECT RAISE(ABORT, 'an entry is sealed once, when its lines balance'); END
--;
CREATE TRIGGER guard_books_entry_5 BEFORE INSERT ON books_entry FOR EACH ROW WHEN NOT (NEW.reverses_id IS NULL OR NEW.origin = 'manual' AND EXISTS (SELECT 1 FROM books_entry e WHERE e.id = NEW.reverses_id AND e.origin = 'manual')) BEGIN SELECT RAISE(ABORT, 'only an entry written by hand is undone by hand'); END
--;
CREATE TRIGGER guard_books_posting_1 BEFORE UPDATE ON books_posting FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_books_posting_2 BEFORE DELETE ON books_posting FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_books_posting_2_replace_0 BEFORE INSERT ON books_posting FOR EACH ROW WHEN EXISTS (SELECT 1 FROM books_posting WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: books_posting.id'); END
--;
CREATE TRIGGER guard_books_posting_3 BEFORE INSERT ON books_posting FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM books_entry e WHERE e.id = NEW.entry_id AND NOT e.sealed)) BEGIN SELECT RAISE(ABORT, 'a sealed entry takes no further line'); END
--;
CREATE TRIGGER guard_documents_paper_1 BEFORE UPDATE ON documents_paper FOR EACH ROW WHEN NOT (OLD.state = 'pending') BEGIN SELECT RAISE(ABORT, 'an issued paper cannot be changed'); END
--;
CREATE TRIGGER guard_documents_paper_2 BEFORE UPDATE ON documents_paper FOR EACH ROW WHEN NOT (NEW.kind = OLD.kind AND NEW.ref = OLD.ref AND NEW.issued_on = OLD.issued_on AND COALESCE(NEW.owner_id, 0) = COALESCE(OLD.owner_id, 0)) BEGIN SELECT RAISE(ABORT, 'a promised paper keeps what it is'); END
--;
CREATE TRIGGER guard_documents_paper_3 BEFORE DELETE ON documents_paper FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'a paper cannot be deleted'); END
--;
CREATE TRIGGER guard_documents_paper_3_replace_0 BEFORE INSERT ON documents_paper FOR EACH ROW WHEN EXISTS (SELECT 1 FROM documents_paper WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: documents_paper.id'); END
--;
CREATE TRIGGER guard_documents_paper_3_replace_1 BEFORE INSERT ON documents_paper FOR EACH ROW WHEN EXISTS (SELECT 1 FROM documents_paper WHERE digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: documents_paper.digest'); END
--;
CREATE TRIGGER guard_documents_paper_3_replace_2 BEFORE INSERT ON documents_paper FOR EACH ROW WHEN EXISTS (SELECT 1 FROM documents_paper WHERE kind = NEW.kind AND ref = NEW.ref) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: documents_paper.kind'); END
--;
CREATE TRIGGER guard_documents_reading_1 BEFORE UPDATE ON documents_reading FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_documents_reading_2 BEFORE DELETE ON documents_reading FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_documents_reading_2_replace_0 BEFORE INSERT ON documents_reading FOR EACH ROW WHEN EXISTS (SELECT 1 FROM documents_reading WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: documents_reading.id'); END
--;
CREATE TRIGGER guard_payroll_award_1 BEFORE UPDATE ON payroll_award FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_award_2 BEFORE DELETE ON payroll_award FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_award_2_replace_0 BEFORE INSERT ON payroll_award FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_award WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_award.id'); END
--;
CREATE TRIGGER guard_payroll_award_2_replace_1 BEFORE INSERT ON payroll_award FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_award WHERE decision_id = NEW.decision_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_award.decision_id'); END
--;
CREATE TRIGGER guard_payroll_award_2_replace_2 BEFORE INSERT ON payroll_award FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_award WHERE period_id = NEW.period_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_award.period_id'); END
--;
CREATE TRIGGER guard_payroll_award_2_replace_3 BEFORE INSERT ON payroll_award FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_award WHERE split_id = NEW.split_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_award.split_id'); END
--;
CREATE TRIGGER guard_payroll_award_3 BEFORE INSERT ON payroll_award FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM records_decision d JOIN payroll_split s ON s.id = NEW.split_id WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' AND d.kind = 'payroll.split' AND d.subject = s.subject)) BEGIN SELECT RAISE(ABORT, 'no carried decision stands behind this split'); END
--;
CREATE TRIGGER guard_payroll_award_4 BEFORE INSERT ON payroll_award FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM payroll_split s WHERE s.id = NEW.split_id AND s.period_id = NEW.period_id AND s.pot = (SELECT SUM(l.amount) FROM payroll_line l WHERE l.split_id = s.id))) BEGIN SELECT RAISE(ABORT, 'the lines of this split do not sum to the pot of its month'); END
--;
CREATE TRIGGER guard_payroll_carry_1 BEFORE INSERT ON payroll_carry FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM payroll_slip s WHERE s.split_id = NEW.split_id AND s.member_id = NEW.member_id)) BEGIN SELECT RAISE(ABORT, 'what is owed moves only when a payslip is issued'); END
--;
CREATE TRIGGER guard_payroll_carry_2 BEFORE UPDATE ON payroll_carry FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM payroll_slip s WHERE s.split_id = NEW.split_id AND s.member_id = NEW.member_id)) BEGIN SELECT RAISE(ABORT, 'what is owed moves only when a payslip is issued'); END
--;
CREATE TRIGGER guard_payroll_carry_3 BEFORE UPDATE ON payroll_carry FOR EACH ROW WHEN NOT (NEW.split_id <> OLD.split_id AND NEW.member_id = OLD.member_id) BEGIN SELECT RAISE(ABORT, 'what is owed moves once per issued split'); END
--;
CREATE TRIGGER guard_payroll_carry_4 BEFORE DELETE ON payroll_carry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is owed is not forgotten'); END
--;
CREATE TRIGGER guard_payroll_carry_4_replace_0 BEFORE INSERT ON payroll_carry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_carry WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_carry.id'); END
--;
CREATE TRIGGER guard_payroll_carry_4_replace_1 BEFORE INSERT ON payroll_carry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_carry WHERE member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_carry.member_id'); END
--;
CREATE TRIGGER guard_payroll_line_1 BEFORE UPDATE ON payroll_line FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_line_2 BEFORE DELETE ON payroll_line FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_line_2_replace_0 BEFORE INSERT ON payroll_line FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_line WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_line.id'); END
--;
CREATE TRIGGER guard_payroll_line_2_replace_1 BEFORE INSERT ON payroll_line FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_line WHERE split_id = NEW.split_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_line.split_id'); END
--;
CREATE TRIGGER guard_payroll_line_3 BEFORE INSERT ON payroll_line FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.split_id = NEW.split_id)) BEGIN SELECT RAISE(ABORT, 'a split that was voted takes no further line'); END
--;
CREATE TRIGGER guard_payroll_payment_1 BEFORE UPDATE ON payroll_payment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_payment_2 BEFORE DELETE ON payroll_payment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_payment_2_replace_0 BEFORE INSERT ON payroll_payment FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_payment WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_payment.id'); END
--;
CREATE TRIGGER guard_payroll_payment_2_replace_1 BEFORE INSERT ON payroll_payment FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_payment WHERE period_id = NEW.period_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_payment.period_id'); END
--;
CREATE TRIGGER guard_payroll_period_1 BEFORE UPDATE ON payroll_period FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_period_2 BEFORE DELETE ON payroll_period FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_period_2_replace_0 BEFORE INSERT ON payroll_period FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_period WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_period.id'); END
--;
CREATE TRIGGER guard_payroll_period_2_replace_1 BEFORE INSERT ON payroll_period FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_period WHERE first = NEW.first) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_period.first'); END
--;
CREATE TRIGGER guard_payroll_reversal_1 BEFORE UPDATE ON payroll_reversal FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_reversal_2 BEFORE DELETE ON payroll_reversal FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_reversal_2_replace_0 BEFORE INSERT ON payroll_reversal FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_reversal WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_reversal.id'); END
--;
CREATE TRIGGER guard_payroll_reversal_2_replace_1 BEFORE INSERT ON payroll_reversal FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_reversal WHERE subject = NEW.subject) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_reversal.subject'); END
--;
CREATE TRIGGER guard_payroll_slip_1 BEFORE UPDATE ON payroll_slip FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_slip_2 BEFORE DELETE ON payroll_slip FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_slip_2_replace_0 BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_slip WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_slip.id'); END
--;
CREATE TRIGGER guard_payroll_slip_2_replace_1 BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_slip WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_slip.number'); END
--;
CREATE TRIGGER guard_payroll_slip_2_replace_2 BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_slip WHERE reverses_id = NEW.reverses_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_slip.reverses_id'); END
--;
CREATE TRIGGER guard_payroll_slip_3 BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN NOT (NEW.reverses_id IS NOT NULL OR EXISTS (SELECT 1 FROM records_decision d JOIN payroll_split s ON s.id = NEW.split_id WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' AND d.kind = 'payroll.split' AND d.subject = s.subject) AND EXISTS (SELECT 1 FROM payroll_award a WHERE a.split_id = NEW.split_id AND a.decision_id = NEW.decision_id)) BEGIN SELECT RAISE(ABORT, 'no carried decision stands behind this payslip'); END
--;
CREATE TRIGGER guard_payroll_slip_4 BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN NOT (NEW.reverses_id IS NULL OR EXISTS (SELECT 1 FROM records_decision d JOIN payroll_reversal r ON r.subject = d.subject WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' AND d.kind = 'payroll.reversal' AND r.slip_id = NEW.reverses_id AND r.reason = NEW.reason)) BEGIN SELECT RAISE(ABORT, 'no carried decision orders this reversal'); END
--;
CREATE TRIGGER guard_payroll_slip_5 BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM payroll_line l WHERE l.id = NEW.line_id AND l.split_id = NEW.split_id AND l.member_id = NEW.member_id AND NEW.amount = CASE WHEN NEW.reverses_id IS NULL THEN l.amount ELSE 0 - l.amount END)) BEGIN SELECT RAISE(ABORT, 'this payslip is not the line that was voted'); END
--;
CREATE TRIGGER guard_payroll_slip_6 BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN NOT (NEW.reverses_id IS NULL OR EXISTS (SELECT 1 FROM payroll_slip o WHERE o.id = NEW.reverses_id AND o.line_id = NEW.line_id AND o.reverses_id IS NULL)) BEGIN SELECT RAISE(ABORT, 'a reversing slip reverses the payslip of the same line'); END
--;
CREATE TRIGGER guard_payroll_source_1 BEFORE INSERT ON payroll_source FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.period_id = NEW.period_id)) BEGIN SELECT RAISE(ABORT, 'the pot of a month that was voted cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_source_2 BEFORE UPDATE ON payroll_source FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.period_id = OLD.period_id) AND NEW.period_id = OLD.period_id) BEGIN SELECT RAISE(ABORT, 'the pot of a month that was voted cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_source_3 BEFORE DELETE ON payroll_source FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.period_id = OLD.period_id)) BEGIN SELECT RAISE(ABORT, 'the pot of a month that was voted cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_split_1 BEFORE UPDATE ON payroll_split FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_split_2 BEFORE DELETE ON payroll_split FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_split_2_replace_0 BEFORE INSERT ON payroll_split FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_split WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_split.id'); END
--;
CREATE TRIGGER guard_payroll_split_2_replace_1 BEFORE INSERT ON payroll_split FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_split WHERE subject = NEW.subject) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_split.subject'); END
--;
CREATE TRIGGER guard_payroll_title_1 BEFORE UPDATE ON payroll_title FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_payroll_title_2 BEFORE DELETE ON payroll_title FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_payroll_title_2_replace_0 BEFORE INSERT ON payroll_title FOR EACH ROW WHEN EXISTS (SELECT 1 FROM payroll_title WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: payroll_title.id'); END
--;
CREATE TRIGGER guard_people_alternate_1 BEFORE UPDATE OF id, member_id, office, place, until, decision_id ON people_alternate FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_people_alternate_2 BEFORE DELETE ON people_alternate FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_people_alternate_2_replace_0 BEFORE INSERT ON people_alternate FOR EACH ROW WHEN EXISTS (SELECT 1 FROM people_alternate WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: people_alternate.id'); END
--;
CREATE TRIGGER guard_people_alternate_2_replace_1 BEFORE INSERT ON people_alternate FOR EACH ROW WHEN EXISTS (SELECT 1 FROM people_alternate WHERE decision_id = NEW.decision_id AND office = NEW.office AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: people_alternate.decision_id'); END
--;
CREATE TRIGGER guard_people_alternate_2_replace_2 BEFORE INSERT ON people_alternate FOR EACH ROW WHEN EXISTS (SELECT 1 FROM people_alternate WHERE decision_id = NEW.decision_id AND office = NEW.office AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: people_alternate.decision_id'); END
--;
CREATE TRIGGER guard_people_alternate_3 BEFORE INSERT ON people_alternate FOR EACH ROW WHEN NOT (NEW.seated_on IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.election', 'people.ballot'))) BEGIN SELECT RAISE(ABORT, 'alternates are named by a decision of the assembly'); END
--;
CREATE TRIGGER guard_people_alternate_4 BEFORE UPDATE OF seated_on ON people_alternate FOR EACH ROW WHEN NOT (OLD.seated_on IS NULL AND EXISTS (SELECT 1 FROM people_mandate m WHERE m.member_id = OLD.member_id AND m.office = OLD.office AND m.decision_id = OLD.decision_id)) BEGIN SELECT RAISE(ABORT, 'an alternate takes the office once'); END
--;
CREATE TRIGGER guard_people_coop_1 BEFORE UPDATE OF id, legal_name, currency, zone, founded_on, decision_id ON people_coop FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_people_coop_2 BEFORE DELETE ON people_coop FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_people_coop_2_replace_0 BEFORE INSERT ON people_coop FOR EACH ROW WHEN EXISTS (SELECT 1 FROM people_coop WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: people_coop.id'); END
--;
CREATE TRIGGER guard_people_coop_3 BEFORE INSERT ON people_coop FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('assembly.founding'))) BEGIN SELECT RAISE(ABORT, 'a co-op begins with its founding act'); END
--;
CREATE TRIGGER guard_people_mandate_1 BEFORE UPDATE OF id, member_id, office, since, until, decision_id ON people_mandate FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_people_mandate_2 BEFORE DELETE ON people_mandate FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_people_mandate_2_replace_0 BEFORE INSERT ON people_mandate FOR EACH ROW WHEN EXISTS (SELECT 1 FROM people_mandate WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: people_mandate.id'); END
--;
CREATE TRIGGER guard_people_mandate_3 BEFORE INSERT ON people_mandate FOR EACH ROW WHEN NOT (NEW.ended_on IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.election', 'people.ballot', 'assembly.founding'))) BEGIN SELECT RAISE(ABORT, 'an office is given by a decision of the assembly'); END
--;
CREATE TRIGGER guard_people_mandate_4 BEFORE UPDATE OF ended_on, ended_decision_id, resigned_why ON people_mandate FOR EACH ROW WHEN NOT (OLD.ended_on IS NULL AND (NEW.resigned_why IS NOT NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.ended_decision_id AND d.state = 'in force' AND d.kind IN ('people.recall')))) BEGIN SELECT RAISE(ABORT, 'a mandate is ended by a decision of the assembly or by its holder, once'); END
--;
CREATE TRIGGER guard_people_member_1 BEFORE INSERT ON people_member FOR EACH ROW WHEN NOT (NEW.decision_id IS NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.admission', 'assembly.founding'))) BEGIN SELECT RAISE(ABORT, 'a member is admitted by a decision of the assembly'); END
--;
CREATE TRIGGER guard_people_member_2 BEFORE INSERT ON people_member FOR EACH ROW WHEN NOT (NEW.trial_decision_id IS NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.trial_decision_id AND d.state = 'in force' AND d.kind IN ('people.admission'))) BEGIN SELECT RAISE(ABORT, 'a trial starts by a decision of the assembly'); END
--;
CREATE TRIGGER guard_people_member_3 BEFORE UPDATE OF decision_id, joined_on ON people_member FOR EACH ROW WHEN NOT ((OLD.decision_id IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.admission', 'assembly.founding'))) OR (COALESCE(OLD.decision_id, 0) = COALESCE(NEW.decision_id, 0) AND (OLD.joined_on IS NULL) = (NEW.joined_on IS NULL) AND (OLD.joined_on IS NULL OR OLD.joined_on = NEW.joined_on))) BEGIN SELECT RAISE(ABORT, 'a member is admitted by a decision of the assembly, once'); END
--;
CREATE TRIGGER guard_people_member_4 BEFORE UPDATE OF trial_decision_id, trial_on ON people_member FOR EACH ROW WHEN NOT ((OLD.trial_decision_id IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.trial_decision_id AND d.state = 'in force' AND d.kind IN ('people.admission'))) OR (COALESCE(OLD.trial_decision_id, 0) = COALESCE(NEW.trial_decision_id, 0) AND (OLD.trial_on IS NULL) = (NEW.trial_on IS NULL) AND (OLD.trial_on IS NULL OR OLD.trial_on = NEW.trial_on))) BEGIN SELECT RAISE(ABORT, 'a trial starts by a decision of the assembly, once'); END
--;
CREATE TRIGGER guard_people_member_5 BEFORE DELETE ON people_member FOR EACH ROW WHEN NOT (OLD.decision_id IS NULL AND OLD.trial_decision_id IS NULL) BEGIN SELECT RAISE(ABORT, 'whom the assembly admitted stays in the register'); END
--;
CREATE TRIGGER guard_people_reading_1 BEFORE UPDATE ON people_reading FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_people_reading_2 BEFORE DELETE ON people_reading FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_people_reading_2_replace_0 BEFORE INSERT ON people_reading FOR EACH ROW WHEN EXISTS (SELECT 1 FROM people_reading WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: people_reading.id'); END
--;
CREATE TRIGGER guard_production_client_order_1 BEFORE UPDATE ON production_client_order FOR EACH ROW WHEN NOT (NEW.planned_at IS NULL OR NEW.kind <> 'gift' OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('production.gift'))) BEGIN SELECT RAISE(ABORT, 'a gift is planned by a decision of the assembly'); END
--;
CREATE TRIGGER guard_production_client_order_2 BEFORE UPDATE OF kind, decision_id ON production_client_order FOR EACH ROW WHEN NOT (NEW.kind = OLD.kind AND (OLD.decision_id IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('production.gift')) OR COALESCE(OLD.decision_id, 0) = COALESCE(NEW.decision_id, 0))) BEGIN SELECT RAISE(ABORT, 'a gift is given by a decision of the assembly, once'); END
--;
CREATE TRIGGER guard_production_client_order_3 BEFORE INSERT ON production_client_order FOR EACH ROW WHEN NOT (NEW.planned_at IS NULL AND NEW.decision_id IS NULL) BEGIN SELECT RAISE(ABORT, 'an order is planned after it was taken'); END
--;
CREATE TRIGGER guard_production_client_order_4 BEFORE UPDATE ON production_client_order FOR EACH ROW WHEN NOT (OLD.cancelled_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a cancelled order stays as it is'); END
--;
CREATE TRIGGER guard_production_operation_1 BEFORE UPDATE ON production_operation FOR EACH ROW WHEN NOT (OLD.done_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a finished operation stays as it is'); END
--;
CREATE TRIGGER guard_production_operation_2 BEFORE DELETE ON production_operation FOR EACH ROW WHEN NOT (OLD.done_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a finished operation stays as it is'); END
--;
CREATE TRIGGER guard_production_order_1 BEFORE UPDATE ON production_order FOR EACH ROW WHEN NOT (OLD.state <> 'done') BEGIN SELECT RAISE(ABORT, 'a finished order stays as it is'); END
--;
CREATE TRIGGER guard_production_order_2 BEFORE DELETE ON production_order FOR EACH ROW WHEN NOT (OLD.state = 'planned') BEGIN SELECT RAISE(ABORT, 'work that was released is not deleted'); END
--;
CREATE TRIGGER guard_records_checkpoint_1 BEFORE UPDATE ON records_checkpoint FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_records_checkpoint_2 BEFORE DELETE ON records_checkpoint FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_records_checkpoint_2_replace_0 BEFORE INSERT ON records_checkpoint FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_checkpoint WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_checkpoint.id'); END
--;
CREATE TRIGGER guard_records_checkpoint_2_replace_1 BEFORE INSERT ON records_checkpoint FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_checkpoint WHERE size = NEW.size) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_checkpoint.size'); END
--;
CREATE TRIGGER guard_records_decision_1 BEFORE UPDATE OF id, number, kind, matter, outcome, subject, digest, entry_seq, decided_on ON records_decision FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_records_decision_2 BEFORE DELETE ON records_decision FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_records_decision_2_replace_0 BEFORE INSERT ON records_decision FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_decision WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_decision.id'); END
--;
CREATE TRIGGER guard_records_decision_2_replace_1 BEFORE INSERT ON records_decision FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_decision WHERE digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_decision.digest'); END
--;
CREATE TRIGGER guard_records_decision_2_replace_2 BEFORE INSERT ON records_decision FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_decision WHERE entry_seq = NEW.entry_seq) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_decision.entry_seq'); END
--;
CREATE TRIGGER guard_records_decision_2_replace_3 BEFORE INSERT ON records_decision FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_decision WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_decision.number'); END
--;
CREATE TRIGGER guard_records_decision_3 BEFORE INSERT ON records_decision FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM records_entry e WHERE e.seq = NEW.entry_seq AND e.digest = NEW.digest AND e.kind = 'records.decision')) BEGIN SELECT RAISE(ABORT, 'a decision stands in the record book first'); END
--;
CREATE TRIGGER guard_records_decision_4 BEFORE UPDATE OF state, settled_seq ON records_decision FOR EACH ROW WHEN NOT (OLD.state = 'awaiting registration' AND NEW.state IN ('in force', 'blocked') AND EXISTS (SELECT 1 FROM records_entry e WHERE e.seq = NEW.settled_seq AND e.kind = 'records.settled')) BEGIN SELECT RAISE(ABORT, 'a decision changes its state only when it waits for its registration, by an entry'); END
--;
CREATE TRIGGER guard_records_decision_5 BEFORE UPDATE OF obstacle ON records_decision FOR EACH ROW WHEN NOT (OLD.state <> NEW.state OR (SELECT e.kind FROM records_entry e WHERE e.seq = (SELECT MAX(l.seq) FROM records_entry l)) = 'records.erased') BEGIN SELECT RAISE(ABORT, 'an obstacle changes only with the state, or when a name in it is erased'); END
--;
CREATE TRIGGER guard_records_entry_1 BEFORE UPDATE ON records_entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_records_entry_2 BEFORE DELETE ON records_entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_records_entry_2_replace_0 BEFORE INSERT ON records_entry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_entry WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_entry.id'); END
--;
CREATE TRIGGER guard_records_entry_2_replace_1 BEFORE INSERT ON records_entry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_entry WHERE digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_entry.digest'); END
--;
CREATE TRIGGER guard_records_entry_2_replace_2 BEFORE INSERT ON records_entry FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_entry WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_entry.seq'); END
--;
CREATE TRIGGER guard_records_entry_3 BEFORE INSERT ON records_entry FOR EACH ROW WHEN NOT (NEW.seq = (SELECT COALESCE(MAX(e.seq) + 1, 0) FROM records_entry e) AND NEW.prev = COALESCE((SELECT e.digest FROM records_entry e WHERE e.seq = NEW.seq - 1), '0000000000000000000000000000000000000000000000000000000000000000')) BEGIN SELECT RAISE(ABORT, 'an entry follows the last one of the book'); END
--;
CREATE TRIGGER guard_records_secret_1 BEFORE UPDATE OF id, entry_id, name ON records_secret FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_records_secret_2 BEFORE DELETE ON records_secret FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_records_secret_2_replace_0 BEFORE INSERT ON records_secret FOR EACH ROW WHEN EXISTS (SELECT 1 FROM records_secret WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: records_secret.id'); END
--;
CREATE TRIGGER guard_records_secret_3 BEFORE UPDATE ON records_secret FOR EACH ROW WHEN NOT (NEW.salt IS NULL AND NEW.value IS NULL AND OLD.erased_seq IS NULL AND EXISTS (SELECT 1 FROM records_entry e WHERE e.seq = NEW.erased_seq AND e.kind = 'records.erased')) BEGIN SELECT RAISE(ABORT, 'a personal value can only be erased, by an entry that says so'); END
--;
CREATE TRIGGER guard_rota_amendment_1 BEFORE UPDATE OF id, member_id, day, start_at, end_at, why, asked_at ON rota_amendment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_amendment_2 BEFORE DELETE ON rota_amendment FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_amendment_2_replace_0 BEFORE INSERT ON rota_amendment FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_amendment WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_amendment.id'); END
--;
CREATE TRIGGER guard_rota_amendment_3 BEFORE INSERT ON rota_amendment FOR EACH ROW WHEN NOT (NEW.state = 'asked') BEGIN SELECT RAISE(ABORT, 'a request begins unanswered'); END
--;
CREATE TRIGGER guard_rota_amendment_4 BEFORE UPDATE ON rota_amendment FOR EACH ROW WHEN NOT (OLD.state = 'asked') BEGIN SELECT RAISE(ABORT, 'a request is answered once'); END
--;
CREATE TRIGGER guard_rota_calendar_1 BEFORE UPDATE OF id, member_id, token_sha256, made_at ON rota_calendar FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_calendar_2 BEFORE DELETE ON rota_calendar FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_calendar_2_replace_0 BEFORE INSERT ON rota_calendar FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_calendar WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_calendar.id'); END
--;
CREATE TRIGGER guard_rota_calendar_2_replace_1 BEFORE INSERT ON rota_calendar FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_calendar WHERE token_sha256 = NEW.token_sha256) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_calendar.token_sha256'); END
--;
CREATE TRIGGER guard_rota_confirmation_1 BEFORE UPDATE ON rota_confirmation FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_confirmation_2 BEFORE DELETE ON rota_confirmation FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_confirmation_2_replace_0 BEFORE INSERT ON rota_confirmation FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_confirmation WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_confirmation.id'); END
--;
CREATE TRIGGER guard_rota_confirmation_3 BEFORE INSERT ON rota_confirmation FOR EACH ROW WHEN NOT (NOT EXISTS (SELECT 1 FROM rota_confirmation c WHERE c.start_on < NEW.end_on AND c.end_on > NEW.start_on)) BEGIN SELECT RAISE(ABORT, 'the hours of a day are confirmed once'); END
--;
CREATE TRIGGER guard_rota_duty_1 BEFORE INSERT ON rota_duty FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = NEW.plan_id AND p.state = 'draft')) BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_duty_2 BEFORE UPDATE ON rota_duty FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft') AND NEW.plan_id = OLD.plan_id) BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_duty_3 BEFORE DELETE ON rota_duty FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft')) BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_exchange_1 BEFORE UPDATE OF id, kind, to_all, by, from_id, day, kind_id, sector_id, skill_id, post_id, back_day, back_kind_id, back_sector_id, back_skill_id, back_post_id, made_at, until, begins_at ON rota_exchange FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_exchange_2 BEFORE DELETE ON rota_exchange FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_exchange_2_replace_0 BEFORE INSERT ON rota_exchange FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_exchange WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_exchange.id'); END
--;
CREATE TRIGGER guard_rota_exchange_3 BEFORE INSERT ON rota_exchange FOR EACH ROW WHEN NOT (NEW.state = 'open') BEGIN SELECT RAISE(ABORT, 'a proposal begins open'); END
--;
CREATE TRIGGER guard_rota_exchange_4 BEFORE UPDATE ON rota_exchange FOR EACH ROW WHEN NOT (OLD.state IN ('open', 'agreed')) BEGIN SELECT RAISE(ABORT, 'what members agreed about their shifts cannot be changed'); END
--;
CREATE TRIGGER guard_rota_exchange_5 BEFORE UPDATE ON rota_exchange FOR EACH ROW WHEN NOT (NEW.state <> 'accepted' OR EXISTS (SELECT 1 FROM rota_plan p WHERE p.exchange_id = NEW.id AND p.state = 'published')) BEGIN SELECT RAISE(ABORT, 'what members agree about their shifts takes effect by a version of the rota'); END
--;
CREATE TRIGGER guard_rota_exchange_asked_1 BEFORE UPDATE OF id, exchange_id, member_id ON rota_exchange_asked FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_exchange_asked_2 BEFORE DELETE ON rota_exchange_asked FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_exchange_asked_2_replace_0 BEFORE INSERT ON rota_exchange_asked FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_exchange_asked WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_exchange_asked.id'); END
--;
CREATE TRIGGER guard_rota_exchange_asked_2_replace_1 BEFORE INSERT ON rota_exchange_asked FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_exchange_asked WHERE exchange_id = NEW.exchange_id AND member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_exchange_asked.exchange_id'); END
--;
CREATE TRIGGER guard_rota_exchange_asked_3 BEFORE UPDATE ON rota_exchange_asked FOR EACH ROW WHEN NOT (OLD.answer IS NULL) BEGIN SELECT RAISE(ABORT, 'an answer that was given stays'); END
--;
CREATE TRIGGER guard_rota_kind_1 BEFORE UPDATE OF id, code, start_minute, end_minute, solidarity ON rota_kind FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_kind_2 BEFORE DELETE ON rota_kind FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_kind_2_replace_0 BEFORE INSERT ON rota_kind FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_kind WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_kind.id'); END
--;
CREATE TRIGGER guard_rota_kind_2_replace_1 BEFORE INSERT ON rota_kind FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_kind WHERE code = NEW.code) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_kind.code'); END
--;
CREATE TRIGGER guard_rota_need_1 BEFORE INSERT ON rota_need FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = NEW.plan_id AND p.state = 'draft')) BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_need_2 BEFORE UPDATE ON rota_need FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft') AND NEW.plan_id = OLD.plan_id) BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_need_3 BEFORE DELETE ON rota_need FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft')) BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_plan_1 BEFORE UPDATE ON rota_plan FOR EACH ROW WHEN NOT (OLD.state = 'draft') BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_plan_2 BEFORE DELETE ON rota_plan FOR EACH ROW WHEN NOT (OLD.state = 'draft') BEGIN SELECT RAISE(ABORT, 'a published rota cannot be changed'); END
--;
CREATE TRIGGER guard_rota_plan_3 BEFORE INSERT ON rota_plan FOR EACH ROW WHEN NOT (NEW.state = 'draft') BEGIN SELECT RAISE(ABORT, 'a rota begins as a draft'); END
--;
CREATE TRIGGER guard_rota_post_1 BEFORE UPDATE OF id, kind_id, sector_id, skill_id, weekdays, people, on_holidays, guard, since ON rota_post FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_post_2 BEFORE DELETE ON rota_post FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_post_2_replace_0 BEFORE INSERT ON rota_post FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_post WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_post.id'); END
--;
CREATE TRIGGER guard_rota_punch_1 BEFORE UPDATE ON rota_punch FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_punch_2 BEFORE DELETE ON rota_punch FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_punch_2_replace_0 BEFORE INSERT ON rota_punch FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_punch WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_punch.id'); END
--;
CREATE TRIGGER guard_rota_rule_1 BEFORE UPDATE ON rota_rule FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_rule_2 BEFORE DELETE ON rota_rule FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_rule_2_replace_0 BEFORE INSERT ON rota_rule FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_rule WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_rule.id'); END
--;
CREATE TRIGGER guard_rota_rule_2_replace_1 BEFORE INSERT ON rota_rule FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_rule WHERE decision_id = NEW.decision_id AND code = NEW.code) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_rule.decision_id'); END
--;
CREATE TRIGGER guard_rota_rule_3 BEFORE INSERT ON rota_rule FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('rota.rule'))) BEGIN SELECT RAISE(ABORT, 'a rule of the rota is set by a decision of the assembly'); END
--;
CREATE TRIGGER guard_rota_wish_1 BEFORE UPDATE OF id, member_id, what, kind_id, weekdays, start_on, end_on, said_at ON rota_wish FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_wish_2 BEFORE DELETE ON rota_wish FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_wish_2_replace_0 BEFORE INSERT ON rota_wish FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_wish WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_wish.id'); END
--;
CREATE TRIGGER guard_rota_worked_1 BEFORE UPDATE ON rota_worked FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_rota_worked_2 BEFORE DELETE ON rota_worked FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_rota_worked_2_replace_0 BEFORE INSERT ON rota_worked FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_worked WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_worked.id'); END
--;
CREATE TRIGGER guard_rota_worked_2_replace_1 BEFORE INSERT ON rota_worked FOR EACH ROW WHEN EXISTS (SELECT 1 FROM rota_worked WHERE reverses_id = NEW.reverses_id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: rota_worked.reverses_id'); END
--;
CREATE TRIGGER guard_rota_worked_3 BEFORE INSERT ON rota_worked FOR EACH ROW WHEN NOT (EXISTS (SELECT 1 FROM rota_confirmation c WHERE c.id = NEW.confirmation_id AND NEW.day >= c.start_on AND NEW.day < c.end_on)) BEGIN SELECT RAISE(ABORT, 'hours belong to the days that were confirmed'); END
--;
CREATE TRIGGER guard_rota_worked_4 BEFORE INSERT ON rota_worked FOR EACH ROW WHEN NOT ((NEW.reverses_id IS NULL AND NEW.minutes >= 0) OR EXISTS (SELECT 1 FROM rota_worked w WHERE w.id = NEW.reverses_id AND w.reverses_id IS NULL AND w.member_id = NEW.member_id AND w.day = NEW.day AND w.minutes = -NEW.minutes)) BEGIN SELECT RAISE(ABORT, 'a reversing row takes back exactly what another one gave'); END
--;
CREATE TRIGGER guard_stock_item_1 BEFORE UPDATE OF unit_id ON stock_item FOR EACH ROW WHEN NOT (OLD.unit_id = NEW.unit_id OR NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.item_id = OLD.id)) BEGIN SELECT RAISE(ABORT, 'what was counted in a unit stays in it'); END
--;
CREATE TRIGGER guard_stock_lot_1 BEFORE UPDATE ON stock_lot FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_stock_lot_2 BEFORE DELETE ON stock_lot FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_stock_lot_2_replace_0 BEFORE INSERT ON stock_lot FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stock_lot WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: stock_lot.id'); END
--;
CREATE TRIGGER guard_stock_lot_2_replace_1 BEFORE INSERT ON stock_lot FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stock_lot WHERE item_id = NEW.item_id AND code = NEW.code) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: stock_lot.item_id'); END
--;
CREATE TRIGGER guard_stock_movement_1 BEFORE UPDATE ON stock_movement FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_stock_movement_2 BEFORE DELETE ON stock_movement FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_stock_movement_2_replace_0 BEFORE INSERT ON stock_movement FOR EACH ROW WHEN EXISTS (SELECT 1 FROM stock_movement WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: stock_movement.id'); END
--;
CREATE TRIGGER guard_web_secret_1 BEFORE UPDATE OF id, member_id, kind, hashed, created_at, issued_by, confirmed_by ON web_secret FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_web_secret_2 BEFORE DELETE ON web_secret FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_web_secret_2_replace_0 BEFORE INSERT ON web_secret FOR EACH ROW WHEN EXISTS (SELECT 1 FROM web_secret WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: web_secret.id'); END
--;
CREATE TRIGGER guard_web_submission_1 BEFORE UPDATE ON web_submission FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be changed'); END
--;
CREATE TRIGGER guard_web_submission_2 BEFORE DELETE ON web_submission FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what is recorded here cannot be deleted'); END
--;
CREATE TRIGGER guard_web_submission_2_replace_0 BEFORE INSERT ON web_submission FOR EACH ROW WHEN EXISTS (SELECT 1 FROM web_submission WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: web_submission.id'); END
--;
CREATE TRIGGER guard_web_submission_2_replace_1 BEFORE INSERT ON web_submission FOR EACH ROW WHEN EXISTS (SELECT 1 FROM web_submission WHERE key = NEW.key) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: web_submission.key'); END
--;
CREATE TRIGGER whole_money_production_centre_insert BEFORE INSERT ON production_centre FOR EACH ROW WHEN typeof(NEW.rate) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_production_centre_update BEFORE UPDATE ON production_centre FOR EACH ROW WHEN typeof(NEW.rate) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_books_posting_insert BEFORE INSERT ON books_posting FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_books_posting_update BEFORE UPDATE ON books_posting FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_payment_insert BEFORE INSERT ON payroll_payment FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_payment_update BEFORE UPDATE ON payroll_payment FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_source_insert BEFORE INSERT ON payroll_source FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_source_update BEFORE UPDATE ON payroll_source FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_split_insert BEFORE INSERT ON payroll_split FOR EACH ROW WHEN typeof(NEW.pot) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_split_update BEFORE UPDATE ON payroll_split FOR EACH ROW WHEN typeof(NEW.pot) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_line_insert BEFORE INSERT ON payroll_line FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_line_update BEFORE UPDATE ON payroll_line FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_slip_insert BEFORE INSERT ON payroll_slip FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
--;
CREATE TRIGGER whole_money_payroll_slip_update BEFORE UPDATE ON payroll_slip FOR EACH ROW WHEN typeof(NEW.amount) NOT IN ('integer', 'null') BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END
