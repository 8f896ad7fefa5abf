"""Given names and family names of the simulated people, by culture, with their accents."""

# A culture, its given names, a slash, its family names.
_TABLE = """\
german
Anna Jonas Lena Lukas Marie Felix Sophie Paul Johanna Maximilian Katharina Florian Julia Sebastian Laura Tobias Nina
Stefan Sabine Andreas Birgit Jürgen Käthe Björn Günther Heike Matthias Ute Carsten Franziska Jörg Silke Philipp
Melanie Dirk Anke Moritz Greta Hannes Rüdiger
/
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Lehmann Köhler Böhm
Jäger Groß Vogt Sauer Kühn Pohl Engel Förster Brandt Dietrich Ziegler Günther Weiß Seidel Thiele

english
Oliver Amelia Jack Isla Harry Emily Charlie Olivia Thomas Ava George Mia James Grace William Freya Daniel Alice
Edward Poppy Samuel Chloe Henry Megan Arthur Hannah Joseph Lucy Benjamin Rebecca Matthew Abigail Adam Victoria
/
Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green
Hall Wood Jackson Clarke Patel-Moore Cooper Ward Turner Carter Hill Moore Harrison Mitchell Baker Fletcher Shaw

irish
Aoife Ciarán Niamh Seán Saoirse Pádraig Róisín Conor Sinéad Eoin Gráinne Cormac Áine Declan Orla Fionn Maeve Liam
Siobhán Tadhg
/
O'Brien O'Connor O'Neill Murphy Kelly Byrne Ryan O'Sullivan Walsh Doyle McCarthy Gallagher O'Doherty Kennedy Lynch
Murray Quinn O'Reilly Nolan D'Arcy Fitzgerald Ó'Súilleabháin

french
Camille Louis Chloé Hugo Inès Gabriel Léa Jules Manon Théo Élodie Antoine Margaux Rémi Amélie François Océane Benoît
Noémie Cédric Hélène Jérôme
/
Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Lefèvre Garnier Faure Rousseau Blanc Guérin
Müller-Lévêque d'Estaing Lacroix Chevalier François Bézier L'Hermite Renard

spanish
Lucía Hugo Martina Mateo Sofía Alejandro Valeria Íñigo Carmen Álvaro Paula Andrés Begoña Joaquín Inés Raúl Pilar
Óscar Noelia Iker
/
García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz Hernández Díaz Moreno Muñoz
Álvarez Romero Núñez Ibáñez Peña Iñárritu

polish
Zofia Jakub Hanna Szymon Agnieszka Łukasz Małgorzata Paweł Katarzyna Michał Grażyna Wojciech Żaneta Bartosz Iwona
Krzysztof Ewa Stanisław Świętosława Piotr
/
Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Dąbrowski Kozłowski Jankowski Mazur
Krawczyk Piotrowski Grabowski Pawłowski Michalski Król Brzęczyszczykiewicz Żółkiewski

turkish
Zeynep Yusuf Elif Mustafa Defne Emre Ayşe Çağlar Büşra Oğuz Gülşen İbrahim Sevgi Ömer Şule Kerem Özlem Tuğba Can
Umut
/
Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt
Özkan Şimşek

slavic
Oleksandr Olena Andriy Kateryna Dmytro Iryna Serhiy Oksana Vladimir Natalia Mikhail Svetlana Ivan Tatiana Bohdan
Yulia Marko Ingrid Luka Petra Željko Ana Jiří Tereza Ondřej Zuzana
/
Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Lysenko Petrenko Ivanov Smirnov Sokolov Popov Volkov
Novák Dvořák Svoboda Horvat Šimić Kovačić Đurić Babić Marić Černý Procházka

arabic
Fatima Ahmed Layla Omar Aisha Khalid Mariam Yousef Noor Hassan Salma Tariq Hanan Ibrahim Rania Faisal Zainab Karim
Dalal Samir
/
Al-Farsi Haddad Mansour Nasser El-Sayed Khoury Rahman Aziz Saleh Hamdan Qureshi Al-Rashid Darwish Bakr Sabbagh
Najjar Zidan Fayed Al-Amin Shaheen

indian
Aarav Ananya Vihaan Diya Arjun Priya Rohan Kavya Sanjay Meera Vikram Lakshmi Rahul Deepa Anil Sunita Karthik Asha
Rajesh Nandini Harish Shreya
/
Sharma Patel Singh Kumar Gupta Reddy Iyer Nair Rao Mehta Joshi Desai Chatterjee Banerjee Mukherjee Pillai Menon
Verma Kapoor Krishnamurthy Venkatasubramanian Bhat

asian
Wei Mei Jun Ling Haruto Yui Sota Aoi Min-jun Seo-yeon Hiroshi Sakura Kenji Akiko Xiu Bo Linh Anh Minh Thu Jia Hao
/
Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Tanaka Suzuki Satō Itō Watanabe Kim Park Choi Nguyễn Trần Phạm Lê
Yamamoto Kobayashi Tan Lim

american
Liam Emma Noah Charlotte Ethan Sophia Mason Isabella Logan Harper Jayden Aaliyah Malik Destiny Tyler Madison Brandon
Kayla Marcus Jasmine Diego Camila
/
Anderson Miller Davis Garcia Martinez Lopez Lee Perez Harris Lewis Young Allen King Scott Torres Nguyen Rivera
Campbell Washington Jefferson Freeman Brooks

brazilian
João Ana Pedro Beatriz Gabriela Thiago Letícia Rafael Conceição Vinícius Júlia Felipe Luíza Gustavo Márcia Otávio
/
Silva Santos Oliveira Souza Pereira Costa Ferreira Almeida Nascimento Araújo Ribeiro Gonçalves Magalhães Brandão
Assunção Corrêa

nordic
Astrid Erik Freja Lars Ingrid Magnus Sigrid Søren Åsa Göran Maja Øyvind Linnéa Björn Anniken Håkon Elin Mikkel Päivi
Jukka
/
Hansen Johansen Olsen Larsen Andersson Karlsson Lindqvist Nilsson Bergström Sørensen Møller Jørgensen Mäkinen
Virtanen Korhonen Ødegård Åkesson Sjöberg

african
Kofi Amara Kwame Ngozi Chinedu Zanele Thabo Adaeze Sipho Nia Emeka Abena Tendai Wanjiru Babajide Makena
/
Mensah Okafor Adeyemi Nkosi Dlamini Owusu Mwangi Boateng Abebe Okonkwo Diallo Kamau Achebe Mbeki Nwosu Otieno
"""


def _read(table: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found = {}
    for block in table.split("\n\n"):
        culture, _, names = block.partition("\n")
        given, _, family = names.partition("\n/\n")
        found[culture] = (tuple(given.split()), tuple(family.split()))
    return found


NAMES = _read(_TABLE)

# Letters that Unicode does not take apart into a letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "İ": "I", "æ": "ae", "Æ": "Ae"}
    | {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
